import { z } from 'zod'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Notice } from '@edutrack/shared-schema/collections/notices'
import type { Post } from '@edutrack/shared-schema/collections/posts'
import { courseOf } from '#modules/courses/index.ts'
import type { NewJob } from '#ports/queue/queue.ts'
import type { StoreReader } from '#ports/store/store.ts'
import type { AlsoWrite } from '#sync/collection-rules.ts'
import { stateHash } from '#sync/json-hash.ts'
import { PATIENTLY, type JobDeps, type JobHandler } from '../../job-handler.ts'

const PEOPLE_AT_ONCE = 200

const payloadSchema = z.object({ postId: z.string() })
type Payload = z.infer<typeof payloadSchema>

/** A post that was deleted and brought back is told anew to those only who have no notice of it. */
export const tellPost = (postId: string, receivedAt: number): NewJob => ({
  id: `tell-post-${stateHash({ postId, receivedAt })}`,
  kind: 'tell-post',
  payload: { postId } satisfies Payload,
  ...PATIENTLY,
})

/**
 * Tells a post by a notice to whom it concerns: an announcement to all in the course, a question to those who teach it, a reply to whom it answers and to who
 * began the thread. A notice's id follows from the post and the person (S15): run again, it makes those that are missing.
 */
export const tellPostJob: JobHandler = {
  kind: 'tell-post',
  mostMs: 3_600_000,
  payload: payloadSchema,
  run: async (deps, { payload }) => {
    const { store } = deps
    const post = await postOf(store, (payload as Payload).postId)
    const course = post === undefined ? undefined : await courseOf(store, post.courseId)
    if (post === undefined || course === undefined || post.hidden === true) return
    const teachers = [course.instructorId, ...course.staffIds]
    if (post.kind === 'reply') {
      const { people, title } = await whomItAnswers(store, post)
      await tell(deps, post, title, people)
    } else await tell(deps, post, post.title, teachers)
    if (post.kind !== 'announcement') return
    for await (const learners of learnersOf(store, course)) await tell(deps, post, post.title, learners)
  },
}

const tell = async (
  { engine }: Pick<JobDeps, 'engine'>,
  post: Post,
  title: string,
  people: readonly string[],
): Promise<void> => {
  const kind = post.kind === 'announcement' ? 'announcement' : 'reply'
  const notices = [...new Set(people)]
    .filter((personId) => personId !== post.authorId)
    .map((personId): Notice => ({
      id: `${kind}-${stateHash({ post: post.id, personId })}`,
      personId,
      kind,
      at: post.receivedAt ?? post.writtenAt,
      courseId: post.courseId,
      subject: { collection: 'posts', id: post.id, title: title.slice(0, 200) },
    }))
  if (notices.length === 0) return
  await engine.commitAsServer(async (store): Promise<readonly AlsoWrite[]> => {
    const known = await store.documents(notices.map(({ id }) => ({ collection: 'notices', id })))
    return notices.flatMap((document, index) =>
      known[index] === undefined ? [{ collection: 'notices' as const, document }] : [],
    )
  })
}

const postOf = async (store: StoreReader, id: string): Promise<Post | undefined> => {
  const stored = await store.document('posts', id)
  return stored?.deleted === false ? (stored.content as Post) : undefined
}

/** Posts name what they answer as their authors like: only those of the same course count, and no chain is followed for ever. */
const whomItAnswers = async (
  store: StoreReader,
  post: Post,
): Promise<{ readonly people: readonly string[]; readonly title: string }> => {
  const authors: string[] = []
  let title = ''
  let { parentId } = post
  for (let steps = 0; parentId !== undefined && steps < MOST_STEPS; steps += 1) {
    const parent = await postOf(store, parentId)
    if (parent === undefined || parent.courseId !== post.courseId) break
    // Whom it answers, and who began; not all between.
    if (steps === 0 || parent.parentId === undefined) authors.push(parent.authorId)
    title = parent.title === '' ? title : parent.title
    parentId = parent.parentId
  }
  return { people: authors, title }
}
const MOST_STEPS = 100

const learnersOf = async function* (store: StoreReader, course: Course): AsyncGenerator<readonly string[]> {
  for (let afterId: string | undefined; ;) {
    const page = await store.documentsBy({
      lookup: 'enrolments_by_course',
      values: [course.id],
      limit: PEOPLE_AT_ONCE,
      ...(afterId === undefined ? {} : { afterId }),
    })
    yield page
      .filter(({ content }) => content['status'] === 'active' || content['status'] === 'completed')
      .map(({ content }) => String(content['personId']))
    afterId = page.at(-1)?.id
    if (afterId === undefined || page.length < PEOPLE_AT_ONCE) return
  }
}
