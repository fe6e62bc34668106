import { clientStateHash } from '@edutrack/shared-schema/collections/define-collection'
import { collections, type AnyDocument, type CollectionName } from '@edutrack/shared-schema/collections/registry'
import { PROTOCOL_VERSION } from '@edutrack/shared-schema/protocol/version'
import type { Chance } from './chance.ts'
import { courseIds, readers, type SimulatedSchool } from './simulated-school.ts'

/** Something that a teacher or an administrator does, at the school itself. */
export const actAsStaff = async (school: SimulatedSchool, luck: Chance): Promise<void> => {
  const courseId = luck.pick(courseIds)
  const reader = readers[courseId === 'beans' ? 'omar' : 'ines']
  if (reader === undefined) return
  const edit = async (
    collection: CollectionName,
    id: string,
    change: (content: AnyDocument) => AnyDocument,
  ): Promise<void> => {
    const stored = await school.store.document(collection, id)
    if (stored === undefined || stored.deleted) return
    await school.engine().handle(reader, {
      protocol: PROTOCOL_VERSION,
      device: 'desk',
      person: reader.personId,
      clock: school.clock.now(),
      push: [
        {
          collection,
          rows: [
            {
              assumed: clientStateHash(collections[collection], stored.content),
              document: change(stored.content as AnyDocument),
            },
          ],
        },
      ],
    })
  }
  const unitId = `${courseId}-${luck.pick(['page', 'quiz', 'practice', 'essay'] as const)}`
  switch (luck.pick(['unit status', 'text', 'question', 'course status', 'un-enrol', 'rename'] as const)) {
    case 'unit status':
      return edit('units', unitId, (unit) => ({
        ...unit,
        status: unit['status'] === 'draft' ? 'published' : 'draft',
      }))
    case 'text':
      return edit('units', unitId, (unit) => ({ ...unit, markdown: `Text ${String(luck.below(1000))}` }))
    case 'question':
      return edit('questions', `${courseId}-g`, (question) => ({ ...question, key: { value: luck.below(3) } }))
    case 'course status':
      return edit('courses', courseId, (course) => ({
        ...course,
        status: course['status'] === 'archived' ? 'published' : 'archived',
      }))
    case 'un-enrol': {
      const enrolments = await school.store.documentsBy({ lookup: 'enrolments_by_course', values: [courseId] })
      if (enrolments.length === 0) return
      const { content } = luck.pick(enrolments)
      await school.engine().commitAsServer([
        {
          collection: 'enrolments',
          document: { ...content, status: content['status'] === 'removed' ? 'active' : 'removed' } as never,
        },
      ])
      return
    }
    case 'rename':
      return edit('courses', courseId, (course) => ({ ...course, title: `Course ${String(luck.below(1000))}` }))
  }
}
