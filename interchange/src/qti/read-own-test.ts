import type { PackageUnit } from '#model/course-package.ts'
import { ownQuiz, readOwn } from '#model/own-notes.ts'
import type { XmlElement } from '#xml/xml-node.ts'
import { fileAtPath, isSame, ownNote, type ReadOwnDeps } from './read-own-item.ts'
import { writeQtiTest } from './write-qti-test.ts'

/**
 * The quiz that EduTrack wrote as a test, its questions named by their items' paths and files by theirs; undefined where there is none, or the test says something else
 * by now.
 */
export const readOwnTest = async (
  test: XmlElement,
  id: string,
  { from, roleAt, parse }: ReadOwnDeps,
): Promise<PackageUnit | undefined> => {
  const note = ownNote(test)
  const own = note === undefined ? undefined : readOwn(ownQuiz, note)
  if (own === undefined) return undefined
  const unit: PackageUnit = {
    id: test.attributes['identifier'] ?? '',
    kind: 'quiz',
    title: test.attributes['title'] ?? '',
    ...own,
  } as PackageUnit
  const written = writeQtiTest(unit, { fileOf: fileAtPath(from, roleAt), path: from, itemPathOf: (path) => path })
  return written !== undefined && isSame(await parse(written), test) ? { ...unit, id } : undefined
}
