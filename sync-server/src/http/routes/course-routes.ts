import type { Hono } from 'hono'
import { z } from 'zod'
import { levels } from '@edutrack/shared-schema/collections/courses'
import type { PublicChanges, PublicCourses } from '#modules/courses/index.ts'
import type { Cache } from '#ports/cache/cache.ts'
import type { Limits } from '#ports/limits/limits.ts'
import { clientAddress, limitKeyOf } from '../client-address.ts'
import type { HttpEnvironment } from '../environment.ts'
import { fail } from '../fail.ts'
import { createPublicAnswer } from '../public-answer.ts'

/** A course that changes is dropped at once; this is for what nobody has thought of. */
const CACHED_SECONDS = 600
const CATALOGUE_TAG = 'catalogue'
const courseTag = (id: string): string => `course ${id}`

export const courseListQuery = z.object({
  page: z.coerce.number().int().min(1).max(100_000).default(1).describe('From 1 on.'),
  limit: z.coerce.number().int().min(1).max(100).default(20).describe('Courses of a page.'),
  category: z.string().max(60).optional(),
  level: z.enum(levels).optional(),
  language: z.string().max(35).optional().describe('BCP 47.'),
  instructorId: z.string().max(100).optional(),
  search: z
    .string()
    .max(200)
    .optional()
    .describe('Beginnings of words in title, description or instructor; all of them.'),
})

export const publicCourseSchema = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  category: z.string(),
  level: z.enum(levels),
  language: z.string(),
  instructorId: z.string(),
  instructorName: z.string(),
  minutes: z.number().int().describe('Learning time.'),
  enrolment: z.enum(['open', 'invitation', 'closed']),
  contents: z.object({ units: z.number(), questions: z.number(), files: z.number(), bytes: z.number() }),
  createdAt: z.number().describe('Server’s clock, ms.'),
  updatedAt: z.number(),
})
export const courseListSchema = z.object({
  courses: z.array(publicCourseSchema),
  page: z.number().int(),
  limit: z.number().int(),
  total: z.number().int(),
  pages: z.number().int(),
})

export interface CourseRoutesDeps {
  readonly courses: PublicCourses
  readonly cache: Cache
  readonly limits: Limits
  readonly trustedProxies: number
}

/** Searches are as different as people type, so few are in the cache. By address, behind which a whole school may be. */
const SEARCH_LIMIT = { burst: 300, perMinute: 600 }

/** `GET /api/courses` and `/api/courses/:id`: published courses for everybody, from the cache (O4). */
export const addCourseRoutes = (
  app: Hono<HttpEnvironment>,
  { courses, cache, limits, trustedProxies }: CourseRoutesDeps,
): void => {
  const searches = limits.limiter('search', SEARCH_LIMIT)
  const publicAnswer = createPublicAnswer()

  app.get('/api/courses', async (context) => {
    const query = courseListQuery.safeParse(context.req.query())
    if (!query.success) return fail(context, 'invalid-request', { details: query.error.issues.slice(0, 5) })
    const { page, limit, ...filters } = query.data
    if (filters.search !== undefined) {
      const retryAfterSeconds = await searches.take(limitKeyOf(clientAddress(context, trustedProxies)))
      if (retryAfterSeconds > 0) return fail(context, 'too-many-requests', { retryAfterSeconds })
    }
    const key = `courses ${JSON.stringify([page, limit, ...Object.entries(filters).sort()])}`
    const text = await cache.getOrMake(key, { seconds: CACHED_SECONDS, tags: [CATALOGUE_TAG] }, async () => {
      const found = await courses.find(filters)
      const first = (page - 1) * limit
      return JSON.stringify({
        courses: found.slice(first, first + limit),
        page,
        limit,
        total: found.length,
        pages: Math.ceil(found.length / limit),
      })
    })
    return publicAnswer(context, text)
  })

  app.get('/api/courses/:id', async (context) => {
    const id = context.req.param('id')
    if (id.length > 100) return fail(context, 'not-found')
    const options = { seconds: CACHED_SECONDS, tags: [courseTag(id)] }
    const text = await cache.getOrMake(`course ${id}`, options, async () => {
      const course = await courses.withModules(id)
      return course === undefined ? null : JSON.stringify(course)
    })
    return text === null ? fail(context, 'not-found') : publicAnswer(context, text)
  })
}

/** Drops what the cache holds of courses that have changed. */
export const dropCourses = (cache: Cache, { courseIds, isInLists }: PublicChanges): Promise<void> =>
  cache.invalidate([...(isInLists ? [CATALOGUE_TAG] : []), ...[...courseIds].map(courseTag)])
