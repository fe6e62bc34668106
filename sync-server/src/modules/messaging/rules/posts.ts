import { enrolmentIdOf } from '@edutrack/shared-schema/id'
import { courseOf, mayTeach } from '#modules/courses/index.ts'
import { channel, type CollectionRules } from '#sync/collection-rules.ts'

export const postsRules: CollectionRules<'posts'> = {
  collection: 'posts',
  write: async ({ store }, writer, incoming, current) => {
    const course = await courseOf(store, current?.courseId ?? incoming.courseId)
    if (course === undefined) return { outcome: 'refuse', code: 'course-not-found' }
    const isStaff = mayTeach(course, writer)
    // Staff may hide another's post, and change nothing else of it.
    if (current !== undefined && current.authorId !== writer.personId)
      return isStaff
        ? { outcome: 'accept', document: { ...current, hidden: incoming.hidden } }
        : { outcome: 'refuse', code: 'not-yours' }
    if (incoming.authorId !== writer.personId) return { outcome: 'refuse', code: 'not-yours' }
    if (incoming.kind === 'announcement' && !isStaff) return { outcome: 'refuse', code: 'not-yours' }
    const enrolment = await store.document('enrolments', enrolmentIdOf(writer.personId, course.id))
    if (!isStaff && enrolment?.content['status'] !== 'active' && enrolment?.content['status'] !== 'completed')
      return { outcome: 'refuse', code: 'not-enrolled' }
    const author = await store.document('people', writer.personId)
    return {
      outcome: 'accept',
      document: {
        ...incoming,
        courseId: course.id,
        authorName: String(author?.content['name'] ?? ''),
        receivedAt: current?.receivedAt ?? writer.receivedAt,
        hidden: isStaff ? incoming.hidden : current?.hidden,
      },
    }
  },
  foresee: (store, writer, { courseId }) => [
    store.document('courses', courseId),
    store.document('people', writer.personId),
    store.document('enrolments', enrolmentIdOf(writer.personId, courseId)),
  ],
  channels: async (_deps, post) => [channel.course(post.courseId), channel.staff(post.courseId)],
  // A hidden post stays whole for its author.
  isViewPersonal: true,
  view: (post, reader, through) =>
    post.hidden === true && post.authorId !== reader.personId && !through.includes(channel.staff(post.courseId))
      ? { ...post, title: '', markdown: '' }
      : post,
}
