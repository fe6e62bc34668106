import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exportCourse } from './export-course.ts'
import { importPackage } from './import-package.ts'
import type { CoursePackage } from './model/course-package.ts'
import type { ExportFormat } from './model/report.ts'
import { withUnitIds } from './model/file-references.ts'
import { arbitraryCourse } from './testing/arbitrary-course.ts'
import { canonicalCourse, canonicalQuestions, canonicalUnit } from './testing/canonical-course.ts'

const thereAndBack = async (course: CoursePackage, format: ExportFormat) => {
  const exported = await exportCourse(course, format)
  if (exported.outcome !== 'written') throw new Error(exported.outcome)
  const imported = await importPackage(exported.bytes, { name: exported.fileName })
  if (imported.outcome !== 'read') throw new Error(JSON.stringify(imported))
  return { exported: exported.report, imported: imported.report, course: imported.course }
}

test('QTI 3: every question and every quiz comes back the same', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryCourse, async (course) => {
      const back = await thereAndBack(course, 'qti3')
      expect(back.imported.items.filter(({ status }) => status !== 'imported')).toEqual([])
      expect(canonicalQuestions(back.course)).toEqual(canonicalQuestions(course))
      // A page that a quiz links to is not in the package.
      const quizzes = (of: CoursePackage) =>
        of.modules
          .flatMap(({ units }) => units)
          .filter(({ kind }) => kind === 'quiz')
          .map((unit) => canonicalUnit({ ...unit, markdown: withUnitIds(unit.markdown, () => undefined) }, of))
      expect(quizzes(back.course)).toEqual(quizzes(course))
      const told = new Set(back.exported.items.map(({ id }) => id))
      for (const { id } of [...course.questions, ...course.modules.flatMap(({ units }) => units)])
        expect(told).toContain(id)
    }),
    { numRuns: 60 },
  )
})

test('Common Cartridge: the whole course comes back the same', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryCourse, async (course) => {
      const back = await thereAndBack(course, 'common-cartridge')
      expect(back.imported.items.filter(({ status }) => status !== 'imported')).toEqual([])
      expect(canonicalCourse(back.course)).toEqual(canonicalCourse(course))
      expect(back.imported.units).toBe(course.modules.flatMap(({ units }) => units).length)
      expect(back.imported.files).toBe(course.files.length)
    }),
    { numRuns: 60 },
  )
})

test('GIFT: what the report calls exported comes back the same, what it calls skipped does not come', async () => {
  const kinds = new Set<string>()
  await fc.assert(
    fc.asyncProperty(arbitraryCourse, async (course) => {
      const exported = await exportCourse(course, 'gift')
      if (exported.outcome !== 'written') throw new Error(exported.outcome)
      const status = new Map(exported.report.items.map((item) => [item.id, item.status]))
      const kept = course.questions.filter(({ id }) => status.get(id) !== 'skipped')
      const imported = await importPackage(exported.bytes)
      if (kept.length === 0) return
      if (imported.outcome !== 'read') throw new Error(JSON.stringify(imported))
      expect(imported.course.questions.map(({ title }) => title)).toEqual(kept.map(({ title }) => title))
      const whole = kept.filter(({ id }) => status.get(id) === 'exported')
      for (const { kind } of whole) kinds.add(kind)
      const titles = new Set(whole.map(({ title }) => title))
      const found = imported.course.questions.filter(({ title }) => titles.has(title))
      expect(canonicalQuestions({ ...imported.course, questions: found })).toEqual(
        canonicalQuestions({ ...course, questions: whole }),
      )
    }),
    { numRuns: 200 },
  )
  expect([...kinds].sort()).toEqual([
    'essay',
    'gaps',
    'matching',
    'multiple-choice',
    'numeric',
    'short-text',
    'single-choice',
    'true-false',
  ])
})
