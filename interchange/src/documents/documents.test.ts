import fc from 'fast-check'
import { expect, test } from 'vitest'
import { schemas } from '@edutrack/shared-schema/schemas/registry'
import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import { importPackage } from '#import-package.ts'
import { arbitraryCourse } from '#testing/arbitrary-course.ts'
import { canonicalCourse } from '#testing/canonical-course.ts'
import { sampleBytes } from '#testing/pack-folder.ts'
import type { CoursePackage } from '#model/course-package.ts'
import { fromDocuments } from './from-documents.ts'
import { toDocuments } from './to-documents.ts'

const unitAddress = (courseId: string, unitId: string): string => `/courses/${courseId}/units/${unitId}`

const documentsOf = (course: CoursePackage) => {
  let count = 0
  return toDocuments(course, {
    courseId: 'c1',
    newId: () => `n${String((count += 1))}`,
    fileIdOf: (id) => `file-of-${id}`,
    bytes: 1,
    unitAddress,
    owner: { id: 'p1', name: 'Ines' },
    now: 1,
  })
}

test('a package becomes valid documents, and these the same package', () => {
  fc.assert(
    fc.property(arbitraryCourse, (course) => {
      const documents = documentsOf(course)
      expect(schemas.courses.safeParse(documents.course).error).toBeUndefined()
      for (const unit of documents.units) expect(schemas.units.safeParse(unit).error).toBeUndefined()
      for (const question of documents.questions) expect(schemas.questions.safeParse(question).error).toBeUndefined()
      const back = fromDocuments({
        ...documents,
        files: course.files.map(({ id, name, mime, role, bytes }) => ({
          document: {
            id: `file-of-${id}`,
            courseId: 'c1',
            name,
            mime,
            role,
            bytes: bytes.length,
            hash: '',
          } satisfies CourseFile,
          bytes,
        })),
        unitAddress,
      })
      expect(canonicalCourse(back)).toEqual(canonicalCourse(course))
    }),
    { numRuns: 50 },
  )
})

test('links between units lead to their place in the app', async () => {
  const result = await importPackage(sampleBytes('soil.imscc'))
  if (result.outcome !== 'read') throw new Error(result.outcome)
  const { units, course } = documentsOf(result.course)
  const worms = units.find(({ title }) => title === 'Worms')
  expect(units[0]?.markdown).toContain(`[worms](/courses/c1/units/${String(worms?.id)})`)
  expect(units[0]?.fileIds).toHaveLength(1)
  expect(course).toMatchObject({ title: 'Soil', status: 'draft', instructorId: 'p1', contents: { units: 6, files: 3 } })
  const back = fromDocuments({ course, units, questions: [], files: [], unitAddress })
  expect(back.modules[0]?.units[0]?.markdown).toContain(`[worms](unit:${String(worms?.id)})`)
})
