import { z } from 'zod'
import { requestErrors, type RequestErrorCode } from '@edutrack/shared-schema/protocol/errors'

export type Json = Readonly<Record<string, unknown>>

export interface OpenapiOperation {
  readonly summary: string
  readonly description?: string
  readonly security?: readonly Json[]
  readonly parameters?: readonly Json[]
  readonly requestBody?: Json
  readonly responses: Readonly<Record<string, Json>>
}
export const schemaOf = (schema: z.ZodType, io: 'input' | 'output' = 'output'): Json => {
  const { $schema: _draft, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}
export const json = (description: string, schema: Json): Json => ({
  description,
  content: { 'application/json': { schema } },
})
export const errors = (...codes: readonly RequestErrorCode[]): Readonly<Record<string, Json>> => {
  const told = new Map<string, string[]>()
  for (const code of codes) {
    const { status, cause, remedy } = requestErrors[code]
    told.set(String(status), [...(told.get(String(status)) ?? []), `\`${code}\`: ${cause} ${remedy}`])
  }
  return Object.fromEntries(
    [...told].map(([status, lines]) => [status, json(lines.join('\n'), { $ref: '#/components/schemas/Error' })]),
  )
}
export const parametersOf = (schema: z.ZodObject): readonly Json[] => {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = property as { readonly description?: string }
    return { name, in: 'query', schema: rest, ...(description === undefined ? {} : { description }) }
  })
}
export const pathParameter = (name: string, description: string): Json => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: { type: 'string' },
})
export const bodyOf = (...names: readonly string[]): Json => ({
  required: true,
  content: {
    'application/json': {
      schema: {
        type: 'object',
        required: names,
        properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
      },
    },
  },
})
export const OK: Json = { type: 'object', properties: { ok: { const: true } } }
export const ENDED: Json = { type: 'object', properties: { ended: { type: 'integer' } } }
export const SIGNED_IN = [{ session: [] }]
export const OPEN: readonly Json[] = []
