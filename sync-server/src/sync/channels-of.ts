import { enrolmentIdOf } from '@edutrack/shared-schema/id'
import { channel, type Reader } from './collection-rules.ts'
import type { LogEntry, StoreReader } from '../ports/store/store.ts'

/** The channels that a reader follows (S3), from role and enrolments as the store has them; sorted. */
export const channelsOf = async (store: StoreReader, reader: Reader): Promise<readonly string[]> => {
  const channels = new Set<string>([channel.catalogue, channel.person(reader.personId)])
  for (const { content } of await store.documentsBy({ lookup: 'enrolments_by_person', values: [reader.personId] }))
    if (isInCourse(content['status'])) channels.add(channel.course(String(content['courseId'])))
  if (reader.role !== 'learner')
    for (const lookup of ['courses_by_instructor_and_status', 'courses_by_staff'] as const)
      for (const { id } of await store.documentsBy({ lookup, values: [reader.personId] }))
        channels.add(channel.staff(id))
  if (reader.role === 'administrator') channels.add(channel.school)
  return [...channels].sort()
}

/** Those of `candidates` that the reader follows: what `channelsOf` would say of them, asked of the store one by one. */
export const followedAmong = async (
  store: StoreReader,
  reader: Reader,
  candidates: readonly string[],
): Promise<readonly string[]> => {
  const followed: string[] = []
  for (const candidate of candidates) if (await isFollowed(store, reader, candidate)) followed.push(candidate)
  return followed
}

const isFollowed = async (store: StoreReader, reader: Reader, candidate: string): Promise<boolean> => {
  if (candidate === channel.catalogue || candidate === channel.person(reader.personId)) return true
  if (candidate === channel.school) return reader.role === 'administrator'
  const end = candidate.indexOf(':')
  const id = candidate.slice(end + 1)
  if (candidate === channel.course(id)) {
    const enrolment = await store.document('enrolments', enrolmentIdOf(reader.personId, id))
    return enrolment?.deleted === false && isInCourse(enrolment.content['status'])
  }
  if (candidate === channel.staff(id) && reader.role !== 'learner') {
    const course = await store.document('courses', id)
    if (course?.deleted !== false) return false
    const { instructorId, staffIds } = course.content
    return instructorId === reader.personId || (Array.isArray(staffIds) && staffIds.includes(reader.personId))
  }
  return false
}

/** Whose channels a change may change; undefined: nobody's. */
export const touchedReaders = ({
  collection,
  channels,
  left,
}: Pick<LogEntry, 'collection' | 'channels' | 'left'>): readonly string[] | 'staff' | undefined => {
  if (collection === 'courses') return 'staff'
  if (collection !== 'enrolments' && collection !== 'people') return undefined
  const persons = [...channels, ...left].filter((name) => name.startsWith(PERSON))
  return persons.map((name) => name.slice(PERSON.length))
}
const PERSON = channel.person('')

const isInCourse = (status: unknown): boolean => status === 'active' || status === 'completed'
