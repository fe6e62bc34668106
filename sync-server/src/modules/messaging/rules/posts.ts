import { enrolmentIdOf } from '@edutrack/shared-schema/id'
import { courseOf, mayTeach } from '#modules/courses/index.ts'
import { channel, type CollectionRules } from '#sync/collection-rules.ts'
import { tellPost } from '../jobs/tell-post.ts'

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
    const kind = current?.kind ?? incoming.kind
    if (kind === 'announcement' && !isStaff) return { outcome: 'refuse', code: 'not-yours' }
    const enrolment = await store.document('enrolments', enrolmentIdOf(writer.personId, course.id))
    if (!isStaff && enrolment?.content['status'] !== 'active' && enrolment?.content['status'] !== 'completed')
      return { outcome: 'refuse', code: 'not-enrolled' }
    const author = await store.document('people', writer.personId)
    // What a post is, and what it answers, is settled when it comes; its author changes its text.
    const { parentId: _parentId, ...rest } = incoming
    const parentId = current === undefined ? incoming.parentId : current.parentId
    const hidden = isStaff ? incoming.hidden : current?.hidden
    return {
      outcome: 'accept',
      document: {
        ...rest,
        ...(parentId === undefined ? {} : { parentId }),
        kind,
        courseId: course.id,
        authorName: String(author?.content['name'] ?? ''),
        writtenAt: current?.writtenAt ?? incoming.writtenAt,
        receivedAt: current?.receivedAt ?? writer.receivedAt,
        hidden,
      },
      jobs: current === undefined && hidden !== true ? [tellPost(incoming.id, writer.receivedAt)] : [],
    }
  },
  // What was said to it stays.
  remove: async (_deps, writer, current) =>
    current.authorId === writer.personId
      ? { outcome: 'accept', document: current }
      : { outcome: 'refuse', code: 'not-yours' },
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
