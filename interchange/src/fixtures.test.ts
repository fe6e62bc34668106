import { expect, test } from 'vitest'
import { essayFixtures } from '@edutrack/shared-schema/questions/essay/fixtures'
import { gapsFixtures } from '@edutrack/shared-schema/questions/gaps/fixtures'
import { matchingFixtures } from '@edutrack/shared-schema/questions/matching/fixtures'
import { multipleChoiceFixtures } from '@edutrack/shared-schema/questions/multiple-choice/fixtures'
import { numericFixtures } from '@edutrack/shared-schema/questions/numeric/fixtures'
import { orderingFixtures } from '@edutrack/shared-schema/questions/ordering/fixtures'
import type { QuestionType } from '@edutrack/shared-schema/questions/question-type'
import { shortTextFixtures } from '@edutrack/shared-schema/questions/short-text/fixtures'
import { singleChoiceFixtures } from '@edutrack/shared-schema/questions/single-choice/fixtures'
import { trueFalseFixtures } from '@edutrack/shared-schema/questions/true-false/fixtures'
import { exportCourse } from './export-course.ts'
import { importPackage } from './import-package.ts'
import type { CoursePackage, PackageQuestion } from './model/course-package.ts'
import { questionTypes } from '@edutrack/shared-schema/questions/registry'

const fixtures = {
  'single-choice': singleChoiceFixtures,
  'multiple-choice': multipleChoiceFixtures,
  'true-false': trueFalseFixtures,
  'short-text': shortTextFixtures,
  numeric: numericFixtures,
  matching: matchingFixtures,
  ordering: orderingFixtures,
  gaps: gapsFixtures,
  essay: essayFixtures,
} satisfies Record<keyof typeof questionTypes, unknown>

const all = Object.entries(fixtures).flatMap(([kind, list]) => list.map((fixture) => ({ kind, fixture })))
const course: CoursePackage = {
  title: 'Fixtures',
  description: '',
  language: 'en',
  modules: [],
  files: [],
  questions: all.map(({ kind, fixture }, index) => ({
    id: `f${String(index)}`,
    kind,
    title: fixture.title,
    prompt: fixture.prompt,
    content: fixture.content as PackageQuestion['content'],
    key: fixture.key as PackageQuestion['key'],
    ...(fixture.explanation === undefined ? {} : { explanation: fixture.explanation }),
    points: 1,
    tags: [],
  })),
}

test.each(['qti3', 'common-cartridge'] as const)(
  '%s: answers earn the same after the way there and back',
  async (format) => {
    const exported = await exportCourse(course, format)
    if (exported.outcome !== 'written') throw new Error(exported.outcome)
    const imported = await importPackage(exported.bytes)
    if (imported.outcome !== 'read') throw new Error(JSON.stringify(imported))
    for (const { kind, fixture } of all) {
      const question = imported.course.questions.find(({ title }) => title === fixture.title)
      expect(question?.kind).toBe(kind)
      const type: QuestionType = questionTypes[kind as keyof typeof questionTypes]
      for (const { answer, fraction, pending } of fixture.answers) {
        const score = type.grade({ content: question?.content, key: question?.key }, answer)
        expect(score.fraction).toBeCloseTo(fraction, 10)
        expect(score.pending).toBe(pending)
      }
    }
  },
)
