import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import { unitContentOf, type Unit, type UnitContent } from '@edutrack/shared-schema/collections/units'
import type { UnitVersion, UnitVersionContent } from '@edutrack/shared-schema/protocol/unit-history'
import type { StoreReader } from '#ports/store/store.ts'
import type { Reader } from '#sync/collection-rules.ts'
import { contentHashOf, versionOf, versionsOf, type VersionRow } from './unit-versions.ts'
import { courseOf, mayTeach } from './rules/may-teach.ts'

/** The earlier versions of a unit, the latest first; undefined for whoever doesn't teach its course. */
export const unitHistoryOf = async (
  store: StoreReader,
  reader: Reader,
  unitId: string,
): Promise<readonly UnitVersion[] | undefined> => {
  const unit = await taughtUnit(store, reader, unitId)
  return unit === undefined ? undefined : toVersions(store, unit, await versionsOf(store, unitId))
}

/** One of them, with what of it is not in the course any more. Undefined also where it is kept no longer. */
export const unitVersionOf = async (
  store: StoreReader,
  reader: Reader,
  unitId: string,
  number: number,
): Promise<UnitVersionContent | undefined> => {
  const unit = await taughtUnit(store, reader, unitId)
  const kept = unit === undefined ? undefined : await versionOf(store, unitId, number)
  if (unit === undefined || kept === undefined) return undefined
  const [version] = await toVersions(store, unit, [kept.row])
  if (version === undefined) return undefined
  return { version, content: kept.content, missingFiles: await missingFilesOf(store, unit.courseId, kept.content) }
}

const taughtUnit = async (store: StoreReader, reader: Reader, unitId: string): Promise<Unit | undefined> => {
  const stored = await store.document('units', unitId)
  if (stored === undefined || stored.deleted) return undefined
  const unit = stored.content as Unit
  const course: Course | undefined = await courseOf(store, unit.courseId)
  return course !== undefined && mayTeach(course, reader) ? unit : undefined
}

/** Names are those that people have now: whoever's account is gone has none. */
const toVersions = async (
  store: StoreReader,
  unit: Unit,
  rows: readonly VersionRow[],
): Promise<readonly UnitVersion[]> => {
  const now = contentHashOf(unitContentOf(unit))
  const ids = [...new Set(rows.flatMap(({ personId }) => (personId === undefined ? [] : [personId])))]
  const people = await store.documents(ids.map((id) => ({ collection: 'people', id })))
  const names = new Map(
    people.flatMap((person) => (person === undefined || person.deleted ? [] : [[person.id, person.content['name']]])),
  )
  return rows.map(({ number, at, from, personId, fields, words, sameAs, contentHash }) => {
    const name = personId === undefined ? undefined : names.get(personId)
    return {
      number,
      at,
      from,
      fields: [...fields],
      words,
      isNow: contentHash === now,
      ...(sameAs === undefined ? {} : { sameAs }),
      ...(personId === undefined
        ? {}
        : { by: { personId, ...(typeof name === 'string' && name !== '' ? { name } : {}) } }),
    }
  })
}

const missingFilesOf = async (
  store: StoreReader,
  courseId: string,
  { fileIds }: UnitContent,
): Promise<UnitVersionContent['missingFiles']> => {
  const files = await store.documents(fileIds.map((id) => ({ collection: 'files', id })))
  return files.flatMap((stored, index) => {
    const file = stored?.content as CourseFile | undefined
    const isOurs = file?.courseId === courseId
    if (isOurs && stored?.deleted === false) return []
    return [{ id: fileIds[index] ?? '', ...(isOurs ? { name: file.name } : {}) }]
  })
}
