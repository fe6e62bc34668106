import type { ValidationRule } from 'graphql'
import type { Hono } from 'hono'
import { z } from 'zod'
import type { PublicCourses } from '#modules/courses/index.ts'
import type { Log } from '#ports/log/log.ts'
import type { StoreReader } from '#ports/store/store.ts'
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
  let answering: Promise<(request: Request) => Promise<Response>> | undefined
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
    const response = await (await answering)(request)
    return context.body(await response.text(), response.status as 200, {
      'content-type': response.headers.get('content-type') ?? 'application/json',
      'cache-control': 'no-store',
    })
  })
}

const createAnswer = async ({
  courses,
  store,
  log,
}: Pick<Parameters<typeof addGraphqlRoute>[1], 'courses' | 'store' | 'log'>): Promise<
  (request: Request) => Promise<Response>
> => {
  const [{ createYoga }, { createCatalogueSchema, createGraphqlContext }, { limitQueries }] = await Promise.all([
    import('graphql-yoga'),
    import('../graphql/catalogue-schema.ts'),
    import('../graphql/query-limits.ts'),
  ])
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
      error: (...said: readonly unknown[]) => log.error({ said }, 'GraphQL'),
    },
    plugins: [
      {
        onValidate: ({ addValidationRule }: { readonly addValidationRule: (rule: ValidationRule) => void }) => {
          addValidationRule(limitQueries(LIMITS))
        },
      },
    ],
  })
  return async (request) => yoga.fetch(request)
}
