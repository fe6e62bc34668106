import type { ExecutionResult, ValidationRule } from 'graphql'
import type { Hono } from 'hono'
import { z } from 'zod'
import type { PublicCourses } from '#modules/courses/index.ts'
import type { Log } from '#ports/log/log.ts'
import { StoreUnavailable, type StoreReader } from '#ports/store/store.ts'
import type { Limits } from '#ports/limits/limits.ts'
import { clientAddress, limitKeyOf } from '../client-address.ts'
import type { HttpEnvironment } from '../environment.ts'
import { fail } from '../fail.ts'
import { readJsonBody } from '../read-body.ts'

const MOST_BYTES = 16 * 1024
const MOST_BRACKETS = 500
const GRAPHQL_JSON = 'application/graphql-response+json'
/** Fifty courses with instructor, modules and units are 4 levels and some 25,000 fields. */
const LIMITS = { depth: 7, cost: 40_000 }
/** Each question is worked out anew. By address, behind which a whole school may be. */
const QUESTION_LIMIT = { burst: 200, perMinute: 300 }

const question = z.object({
  // Whatever stands in them, so many brackets nest no deeper than the parser can go.
  query: z.string().refine((text) => (text.match(/[[{(]/g) ?? []).length <= MOST_BRACKETS),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
})

/** A question in the address: its variables are JSON. */
const inQuery = ({
  variables,
  ...rest
}: Readonly<Record<string, string>>): { readonly json: unknown } | { readonly problem: 'invalid-request' } => {
  if (variables === undefined) return { json: rest }
  try {
    return { json: { ...rest, variables: JSON.parse(variables) as unknown } }
  } catch {
    return { problem: 'invalid-request' }
  }
}

/** `GET` and `POST /api/graphql`: the public catalogue (O8). The library is loaded with the first question. */
export const addGraphqlRoute = (
  app: Hono<HttpEnvironment>,
  deps: {
    readonly courses: PublicCourses
    readonly store: StoreReader
    readonly log: Log
    readonly limits: Limits
    readonly trustedProxies: number
  },
): void => {
  const questions = deps.limits.limiter('graphql', QUESTION_LIMIT)
  let answering: Promise<Answering> | undefined
  app.on(['GET', 'POST'], '/api/graphql', async (context) => {
    const retryAfterSeconds = await questions.take(limitKeyOf(clientAddress(context, deps.trustedProxies)))
    if (retryAfterSeconds > 0) return fail(context, 'too-many-requests', { retryAfterSeconds })
    if (context.req.url.length > MOST_BYTES) return fail(context, 'too-large')
    const asked = context.req.method === 'POST' ? await readJsonBody(context, MOST_BYTES) : inQuery(context.req.query())
    if ('problem' in asked) return fail(context, asked.problem)
    const parsed = question.safeParse(asked.json)
    if (!parsed.success) return fail(context, 'invalid-request', { details: parsed.error.issues.slice(0, 5) })
    answering ??= createAnswer(deps)
    const request = new Request(new URL(context.req.path, context.req.url), {
      method: 'POST',
      headers: {
        accept: context.req.header('accept')?.includes(GRAPHQL_JSON) === true ? GRAPHQL_JSON : 'application/json',
        'content-type': 'application/json',
      },
      body: JSON.stringify(parsed.data),
    })
    const response = await (await answering)(request, context.get('requestId'))
    return context.body(await response.text(), response.status as 200, {
      'content-type': response.headers.get('content-type') ?? 'application/json',
      'cache-control': 'no-store',
    })
  })
}

/** Rejects with `StoreUnavailable`, as any route does: not half an answer, and not one that says nothing. */
type Answering = (request: Request, requestId: string) => Promise<Response>

/** Of one request. */
interface Asked {
  readonly requestId: string
  unavailable?: StoreUnavailable
}

const createAnswer = async ({
  courses,
  store,
  log,
}: Pick<Parameters<typeof addGraphqlRoute>[1], 'courses' | 'store' | 'log'>): Promise<Answering> => {
  const [{ createYoga }, { createCatalogueSchema, createGraphqlContext }, { limitQueries }] = await Promise.all([
    import('graphql-yoga'),
    import('../graphql/catalogue-schema.ts'),
    import('../graphql/query-limits.ts'),
  ])
  const askedByRequest = new WeakMap<Request, Asked>()
  const noteFailures = (asked: Asked | undefined, { errors = [] }: ExecutionResult): void => {
    for (const cause of errors.map(causeOf))
      if (cause instanceof StoreUnavailable && asked !== undefined) asked.unavailable = cause
      else if (cause !== undefined)
        log.error({ error: cause, requestId: asked?.requestId }, 'a question in GraphQL failed')
  }
  const yoga = createYoga({
    schema: createCatalogueSchema(courses),
    context: () => createGraphqlContext(store),
    graphqlEndpoint: '/api/graphql',
    // Its page loads scripts from elsewhere, which this server's pages may not.
    graphiql: false,
    landingPage: false,
    multipart: false,
    logging: {
      debug: () => {},
      info: () => {},
      warn: (...said: readonly unknown[]) => log.warn({ said }, 'GraphQL'),
      error: (...said: readonly unknown[]) => {
        // What a question has met is noted with its request.
        if (!said.every((one) => causeOf(one) !== undefined)) log.error({ said }, 'GraphQL')
      },
    },
    plugins: [
      {
        onValidate: ({ addValidationRule }: { readonly addValidationRule: (rule: ValidationRule) => void }) => {
          addValidationRule(limitQueries(LIMITS))
        },
        onExecute: ({ args }: { readonly args: { readonly contextValue: { readonly request: Request } } }) => ({
          onExecuteDone: ({ result }: { readonly result: unknown }) =>
            noteFailures(askedByRequest.get(args.contextValue.request), result as ExecutionResult),
        }),
      },
    ],
  })
  return async (request, requestId) => {
    const asked: Asked = { requestId }
    askedByRequest.set(request, asked)
    const response = await yoga.fetch(request)
    if (asked.unavailable !== undefined) throw asked.unavailable
    return response
  }
}

/** What was thrown although nothing of the question was wrong. */
const causeOf = (error: unknown): Error | undefined => {
  const { originalError } = error as { readonly originalError?: unknown }
  return originalError instanceof Error && originalError.name !== 'GraphQLError' ? originalError : undefined
}
