import type { CoursePackage, PackageQuestion, PackageUnit } from '#model/course-package.ts'
import { mapTexts, withFileIds, withUnitIds } from '#model/file-references.ts'

/**
 * A course without what ids it happens to have: files by their names, questions and units by their titles, parts of questions by their order, or, where the order is
 * only how they are shown, by their texts. Two courses that are the same to people are equal so.
 */
export const canonicalQuestion = (question: PackageQuestion, course: Pick<CoursePackage, 'files'>) => {
  const names = new Map(course.files.map(({ id, name }) => [id, name]))
  const change = (text: string): string => withFileIds(text, (id) => names.get(id))
  const { kind, title, prompt, content, key, explanation, points, tags } = question
  return {
    kind,
    title,
    prompt: change(prompt).trim(),
    ...canonicalBody(kind, mapTexts(content, change), mapTexts(key, change)),
    explanation: change(explanation ?? '').trim(),
    points,
    tags: [...tags].sort(),
  }
}

interface Part {
  readonly id: string
  readonly markdown: string
}

const canonicalBody = (
  kind: string,
  content: PackageQuestion['content'],
  key: PackageQuestion['key'],
): { readonly content: unknown; readonly key: unknown } => {
  switch (kind) {
    case 'single-choice': {
      const choices = content['choices'] as readonly unknown[] as readonly Part[]
      const place = (id: string): number => choices.findIndex((choice) => choice.id === id)
      const hints = Object.entries((key['hints'] ?? {}) as Record<string, string>)
      return {
        content: choices.map(({ markdown }) => markdown.trim()),
        key: [place(key['choiceId'] as string), hints.map(([id, hint]) => [place(id), hint.trim()])],
      }
    }
    case 'multiple-choice': {
      const choices = content['choices'] as readonly unknown[] as readonly Part[]
      return {
        content: choices.map(({ markdown }) => markdown.trim()),
        key: (key['choiceIds'] as string[]).map((id) => choices.findIndex((choice) => choice.id === id)).sort(),
      }
    }
    case 'matching': {
      const items = content['items'] as readonly unknown[] as readonly Part[]
      const matches = content['matches'] as readonly unknown[] as readonly Part[]
      const pairs = key['pairs'] as Record<string, string>
      return {
        content: [items.map(({ markdown }) => markdown.trim()), matches.map(({ markdown }) => markdown.trim()).sort()],
        key: items.map(({ id }) => matches.find((match) => match.id === pairs[id])?.markdown.trim()),
      }
    }
    case 'ordering': {
      const items = content['items'] as readonly unknown[] as readonly Part[]
      return {
        content: items.map(({ markdown }) => markdown.trim()).sort(),
        key: (key['order'] as string[]).map((id) => items.find((item) => item.id === id)?.markdown.trim()),
      }
    }
    case 'gaps': {
      const gaps = content['gaps'] as unknown as readonly {
        readonly id: string
        readonly kind: string
        readonly options?: readonly Part[]
      }[]
      const right = key['gaps'] as unknown as Record<string, { readonly optionId?: string }>
      const text = gaps.reduce(
        (whole, { id }, index) => whole.replace(`[[${id}]]`, `[[${String(index)}]]`),
        content['text'] as string,
      )
      return {
        content: [text.trim(), gaps.map((gap) => [gap.kind, gap.options?.map(({ markdown }) => markdown.trim())])],
        key: gaps.map(({ id, options }) => {
          const answer = right[id]
          return answer?.optionId === undefined ? answer : options?.findIndex((option) => option.id === answer.optionId)
        }),
      }
    }
    default:
      return { content, key }
  }
}

export const canonicalQuestions = (course: CoursePackage) =>
  course.questions.map((question) => canonicalQuestion(question, course)).sort((a, b) => (a.title < b.title ? -1 : 1))

export const canonicalUnit = (unit: PackageUnit, course: CoursePackage) => {
  const names = new Map(course.files.map(({ id, name }) => [id, name]))
  const titles = new Map(course.questions.map(({ id, title }) => [id, title]))
  const unitTitles = new Map(course.modules.flatMap(({ units }) => units).map(({ id, title }) => [id, title]))
  const { id: _id, markdown, quiz, video, ...rest } = unit
  return {
    ...rest,
    markdown: withUnitIds(
      withFileIds(markdown, (id) => names.get(id)),
      (id) => unitTitles.get(id),
    ),
    ...(quiz === undefined ? {} : { quiz: { ...quiz, questionIds: quiz.questionIds.map((id) => titles.get(id)) } }),
    ...(video === undefined ? {} : { video: [names.get(video.fileId), names.get(video.captionsFileId ?? '')] }),
  }
}

export const canonicalCourse = (course: CoursePackage) => ({
  title: course.title,
  description: course.description,
  language: course.language,
  modules: course.modules.map(({ title, units }) => ({
    title,
    units: units.map((unit) => canonicalUnit(unit, course)),
  })),
  questions: canonicalQuestions(course),
  files: course.files
    .map(({ name, mime, role, bytes }) => ({ name, mime, role, bytes: [...bytes] }))
    .sort((a, b) => (a.name < b.name ? -1 : 1)),
})
