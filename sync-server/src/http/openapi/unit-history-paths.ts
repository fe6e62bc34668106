import { unitVersionContent, unitVersions } from '@edutrack/shared-schema/protocol/unit-history'
import { errors, json, pathParameter, schemaOf, SIGNED_IN, type OpenapiOperation } from './describe.ts'

/** What instructors ask of the school about what a unit was. Going back is an edit like any other, by sync. */
export const unitHistoryPaths: Readonly<Record<string, Readonly<Record<string, OpenapiOperation>>>> = {
  '/api/units/{id}/versions': {
    get: {
      summary: 'Earlier versions of a unit, the latest first',
      description: 'For those who teach its course. What one person writes within a sitting is one version.',
      security: SIGNED_IN,
      parameters: [pathParameter('id', 'Of the unit.')],
      responses: { '200': json('They.', schemaOf(unitVersions)), ...errors('not-signed-in', 'not-found') },
    },
  },
  '/api/units/{id}/versions/{number}': {
    get: {
      summary: 'What an earlier version of a unit held',
      description: 'For those who teach its course.',
      security: SIGNED_IN,
      parameters: [pathParameter('id', 'Of the unit.'), pathParameter('number', 'Of the version.')],
      responses: {
        '200': json('Its content, and which of its files are gone.', schemaOf(unitVersionContent)),
        ...errors('not-signed-in', 'not-found'),
      },
    },
  },
}
