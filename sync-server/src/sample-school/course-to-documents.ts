import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import type { QuizSettings, Unit } from '@edutrack/shared-schema/collections/units'
import type { QuestionSource, QuizSource } from './course-format.ts'
import { gapsOf, matchingOf, orderingOf } from './placed-parts.ts'
import { mediaOf, withFileIds, type SourceCourse, type SourceUnit } from './read-course.ts'

export const DAY_MS = 24 * 3600 * 1000

/** Ids follow from names, so that seeding again makes the same documents. Letters, digits and hyphens only: they stand in links. */
export const sampleIds = {
  person: (name: string) => `sample-${name}`,
  unit: (course: string, unit: string) => `${course}-${unit}`,
  question: (course: string, unit: string, question: string) => `${course}-${unit}-${question}`,
  file: (course: string, file: string) => `${course}-${file.replaceAll('.', '-')}`,
}

export interface CourseDocuments {
  readonly course: Course
  readonly units: readonly Unit[]
  readonly questions: readonly Question[]
  readonly files: readonly CourseFile[]
}

/** The documents of a course as of `now` (ms), with what it contains truly counted. */
export const courseToDocuments = (
  { name, course, units, files }: SourceCourse,
  { now, nameOf }: { readonly now: number; readonly nameOf: (person: string) => string },
): CourseDocuments => {
  const fileDocuments = files.map(({ path: _path, ...file }): CourseFile => ({
    ...file,
    id: sampleIds.file(name, file.name),
    courseId: name,
  }))
  const unitDocuments = units.map((unit) => unitToDocument(name, unit, now))
  const questionDocuments = units.flatMap(
    ({ name: unit, quiz }) =>
      quiz?.questions.map((question) => questionToDocument(name, unit, question, quiz.mode === 'practice', now)) ?? [],
  )
  return {
    course: {
      id: name,
      title: course.title,
      description: course.description,
      category: course.category,
      level: course.level,
      language: course.language,
      instructorId: sampleIds.person(course.instructor),
      instructorName: nameOf(course.instructor),
      staffIds: (course.staff ?? []).map(sampleIds.person),
      status: 'published',
      ...(course.cover === undefined ? {} : { coverFileId: sampleIds.file(name, course.cover) }),
      modules: course.modules.map(({ title, units }, index) => ({
        id: `${name}-module-${String(index + 1)}`,
        title,
        unitIds: units.map((unit) => sampleIds.unit(name, unit)),
      })),
      minutes: unitDocuments.reduce((sum, { minutes }) => sum + minutes, 0),
      enrolment: {
        mode: course.enrolment?.mode ?? 'open',
        ...(course.enrolment?.capacity === undefined ? {} : { capacity: course.enrolment.capacity }),
      },
      ...(course.certificate === undefined ? {} : { certificate: course.certificate }),
      contents: {
        units: unitDocuments.length,
        questions: questionDocuments.length,
        files: fileDocuments.length,
        bytes: fileDocuments.reduce((sum, { bytes }) => sum + bytes, 0),
      },
      createdAt: Math.round(now - course.createdDaysAgo * DAY_MS),
      updatedAt: now,
    },
    units: unitDocuments,
    questions: questionDocuments,
    files: fileDocuments,
  }
}

const unitToDocument = (course: string, unit: SourceUnit, now: number): Unit => {
  const { head, quiz } = unit
  const idOf = (file: string) => sampleIds.file(course, file)
  return {
    id: sampleIds.unit(course, unit.name),
    courseId: course,
    title: head.title,
    kind: head.kind,
    minutes: head.minutes,
    status: 'published',
    markdown: withFileIds(unit.markdown, idOf),
    ...(head.video === undefined
      ? {}
      : {
          video: {
            fileId: idOf(head.video),
            ...(head.captions === undefined ? {} : { captionsFileId: idOf(head.captions) }),
          },
        }),
    ...(quiz === undefined ? {} : { quiz: quizToSettings(course, unit.name, quiz, now) }),
    ...(head.points === undefined
      ? {}
      : {
          assignment: {
            points: head.points,
            ...(head.dueInDays === undefined ? {} : { dueAt: daysFrom(now, head.dueInDays) }),
          },
        }),
    fileIds: mediaOf(unit).map(idOf),
    updatedAt: now,
  }
}

const quizToSettings = (course: string, unit: string, quiz: QuizSource, now: number): QuizSettings => ({
  mode: quiz.mode,
  questionIds: quiz.questions.map((question) => sampleIds.question(course, unit, question.name)),
  ...(quiz.draw === undefined ? {} : { draw: quiz.draw }),
  ...(quiz.timeLimitMinutes === undefined ? {} : { timeLimitSeconds: Math.round(quiz.timeLimitMinutes * 60) }),
  ...(quiz.attemptLimit === undefined ? {} : { attemptLimit: quiz.attemptLimit }),
  counts: quiz.counts ?? 'best',
  shuffleQuestions: quiz.shuffleQuestions ?? false,
  shuffleChoices: quiz.shuffleChoices ?? true,
  ...(quiz.opensInDays === undefined ? {} : { opensAt: daysFrom(now, quiz.opensInDays) }),
  ...(quiz.dueInDays === undefined ? {} : { dueAt: daysFrom(now, quiz.dueInDays) }),
  ...(quiz.closesInDays === undefined ? {} : { closesAt: daysFrom(now, quiz.closesInDays) }),
  feedback: quiz.feedback ?? 'after-hand-in',
  passPercent: quiz.passPercent ?? 60,
})

const daysFrom = (now: number, days: number): number => Math.round(now + days * DAY_MS)

const LONGEST_TITLE = 60

const questionToDocument = (
  course: string,
  unit: string,
  question: QuestionSource,
  isAskedInPractice: boolean,
  now: number,
): Question => {
  const idOf = (file: string) => sampleIds.file(course, file)
  const { content, key } = contentAndKey(question, idOf)
  return {
    id: sampleIds.question(course, unit, question.name),
    courseId: course,
    kind: question.kind,
    title: question.title ?? shortened(question.prompt),
    prompt: withFileIds(question.prompt, idOf),
    content,
    key,
    explanation: withFileIds(question.explanation, idOf),
    // A question stands in one quiz alone, so that quiz's mode decides.
    isKeyOpen: isAskedInPractice,
    points: question.points ?? 1,
    tags: question.tags ?? [],
    version: 1,
    updatedAt: now,
  }
}

const contentAndKey = (
  question: QuestionSource,
  idOf: (file: string) => string,
): Required<Pick<Question, 'content' | 'key'>> => {
  switch (question.kind) {
    case 'single-choice':
      return {
        content: { choices: choicesOf(question.choices, idOf) },
        key: { choiceId: question.right, ...(question.hints === undefined ? {} : { hints: question.hints }) },
      }
    case 'multiple-choice':
      return { content: { choices: choicesOf(question.choices, idOf) }, key: { choiceIds: question.right } }
    case 'true-false':
      return { content: {}, key: { isTrue: question.right } }
    case 'short-text':
      return {
        content: {},
        key: {
          accepted: question.accepted,
          ...(question.isCaseSensitive === undefined ? {} : { isCaseSensitive: question.isCaseSensitive }),
        },
      }
    case 'numeric':
      return {
        content: question.unit === undefined ? {} : { unit: question.unit },
        key: {
          value: question.right,
          ...(question.tolerance === undefined ? {} : { tolerance: question.tolerance }),
        },
      }
    case 'matching':
      return matchingOf(question)
    case 'ordering':
      return orderingOf(question)
    case 'gaps':
      return gapsOf(question)
  }
}

const choicesOf = (choices: Readonly<Record<string, string>>, idOf: (file: string) => string) =>
  Object.entries(choices).map(([id, markdown]) => ({ id, markdown: withFileIds(markdown, idOf) }))

const shortened = (prompt: string): string => {
  const plain = prompt
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/\*\*|`|\$/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return plain.length <= LONGEST_TITLE ? plain : `${plain.slice(0, LONGEST_TITLE - 1).trimEnd()}…`
}
