import { describe, expect, test } from 'vitest'
import { gradeAnswer, questionTypes } from '@edutrack/shared-schema/questions/registry'
import { schemas } from '@edutrack/shared-schema/schemas/registry'
import { answerTo } from './answer-to.ts'
import { courseToDocuments, type CourseDocuments } from './course-to-documents.ts'
import { readCourse, readSchool, type SourceCourse } from './read-course.ts'
import { readActivity } from './sample-activity.ts'
import { SAMPLE_SCHOOL_FOLDER } from './seed-sample-school.ts'

const NOW = Date.UTC(2026, 5, 1, 12)
const LARGE = ['first-aid', 'algebra', 'growing-food']
const MOST_BYTES_OF_ALL_MEDIA = 8_000_000

const school = await readSchool(SAMPLE_SCHOOL_FOLDER)
const sources = new Map<string, SourceCourse>()
for (const name of school.courses) sources.set(name, await readCourse(SAMPLE_SCHOOL_FOLDER, name))
const nameOf = (person: string): string =>
  school.people.find(({ name }) => name === person)?.fullName ?? expect.fail(`${person} is not in school.json`)
const documentsOf = (source: SourceCourse): CourseDocuments => courseToDocuments(source, { now: NOW, nameOf })
const all = [...sources.values()].map((source) => ({ source, documents: documentsOf(source) }))

describe.each(all)('$source.name', ({ source, documents }) => {
  const { course, units, questions, files } = documents

  test('its documents are valid', () => {
    expect(schemas.courses.safeParse(course).error).toBeUndefined()
    for (const unit of units) expect(schemas.units.safeParse(unit).error).toBeUndefined()
    for (const question of questions) expect(schemas.questions.safeParse(question).error).toBeUndefined()
    for (const file of files) expect(schemas.files.safeParse(file).error).toBeUndefined()
  })

  test('right answers earn full points, wrong ones less, and every key is explained', () => {
    for (const [index, question] of source.units.flatMap(({ quiz }) => quiz?.questions ?? []).entries()) {
      const document = questions[index] ?? expect.fail('a question without a document')
      const graded = { kind: document.kind, content: document.content, key: document.key }
      expect(gradeAnswer(graded, answerTo(question, { isRight: true }))).toMatchObject({ fraction: 1 })
      const wrong = gradeAnswer(graded, answerTo(question, { isRight: false }))
      expect(wrong.fraction, question.name).toBe(0)
      expect(wrong.pending, question.name).toBeUndefined()
      expect(document.explanation?.length, question.name).toBeGreaterThan(10)
      if (question.kind === 'short-text')
        for (const text of question.accepted) expect(gradeAnswer(graded, { text }).fraction, text).toBe(1)
    }
  })

  test('every file that is shown exists, and a unit names all that it shows', () => {
    const ids = new Set(files.map(({ id }) => id))
    const textsByUnit = units.map((unit) => {
      const asked = questions.filter(({ id }) => unit.quiz?.questionIds.includes(id))
      return { unit, text: JSON.stringify([unit.markdown, unit.video, asked]) }
    })
    for (const { unit, text } of textsByUnit) {
      const shown = [...text.matchAll(/file:([a-z0-9-]+)/g)].map((match) => match[1] as string)
      for (const id of [...shown, ...unit.fileIds]) expect(ids).toContain(id)
      for (const id of shown) expect(unit.fileIds).toContain(id)
      expect(text).not.toContain('../media/')
    }
    if (course.coverFileId !== undefined) expect(ids).toContain(course.coverFileId)
  })

  test('ids are found once, and what the course contains is counted', () => {
    const ids = [...units, ...questions, ...files].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(course.modules.flatMap(({ unitIds }) => unitIds)).toEqual(units.map(({ id }) => id))
    expect(course.contents).toEqual({
      units: units.length,
      questions: questions.length,
      files: files.length,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    })
  })

  test('keys are open where a question is asked in practice alone', () => {
    for (const question of questions) {
      const modes = units.flatMap(({ quiz }) => (quiz?.questionIds.includes(question.id) ? [quiz.mode] : []))
      expect(modes.length).toBeGreaterThan(0)
      expect(question.isKeyOpen).toBe(modes.every((mode) => mode === 'practice'))
    }
  })
})

describe.each(all.filter(({ source }) => LARGE.includes(source.name)))('$source.name, a whole course', (entry) => {
  const { source, documents } = entry
  const { course, units, questions, files } = documents

  test('has modules of units of every kind, and questions of every type that takes one step to answer', () => {
    expect(course.modules.length).toBeGreaterThanOrEqual(4)
    for (const { unitIds } of course.modules) {
      expect(unitIds.length).toBeGreaterThanOrEqual(2)
      expect(unitIds.length).toBeLessThanOrEqual(5)
    }
    expect([...new Set(units.map(({ kind }) => kind))].sort()).toEqual(['assignment', 'page', 'quiz', 'video'])
    expect([...new Set(questions.map(({ kind }) => kind))]).toEqual(
      expect.arrayContaining(['multiple-choice', 'numeric', 'short-text', 'single-choice', 'true-false']),
    )
  })

  test('pages are long enough to teach and short enough for a phone', () => {
    for (const { name, head, markdown } of source.units) {
      if (head.kind !== 'page') continue
      const words = markdown.split(/\s+/).length
      expect(words, name).toBeGreaterThanOrEqual(280)
      expect(words, name).toBeLessThanOrEqual(900)
    }
  })

  test('the graded quiz has its limits, and deadlines lie on both sides of now', () => {
    const graded = units.flatMap(({ quiz }) => (quiz?.mode === 'graded' ? [quiz] : []))
    expect(graded.length).toBeGreaterThan(0)
    for (const quiz of graded) {
      expect(quiz.timeLimitSeconds).toBeGreaterThan(0)
      expect(quiz.attemptLimit).toBeGreaterThan(0)
      expect(quiz.feedback).toBe('after-hand-in')
      expect(quiz.dueAt).toBeDefined()
    }
  })

  test('has pictures, a film with captions, a sound that a page embeds, and a cover', () => {
    const roles = files.map(({ role }) => role)
    expect(roles.filter((role) => role === 'image').length).toBeGreaterThanOrEqual(8)
    const film = units.find(({ kind }) => kind === 'video')?.video
    const video = files.find(({ id }) => id === film?.fileId)
    expect(video).toMatchObject({ mime: 'video/mp4', width: 854, height: 480 })
    expect(video?.seconds).toBeGreaterThan(20)
    expect(video?.bytes).toBeLessThan(1_200_000)
    expect(files.find(({ id }) => id === film?.captionsFileId)).toMatchObject({ role: 'captions', mime: 'text/vtt' })
    const sound = files.find(({ role }) => role === 'audio')
    expect(sound?.bytes).toBeLessThan(400_000)
    expect(units.find(({ markdown }) => markdown.includes(`](file:${sound?.id ?? ''})`))?.kind).toBe('page')
    expect(files.find(({ id }) => id === course.coverFileId)).toMatchObject({ width: 1200, height: 800 })
  })
})

test('deadlines: some are past, some are near, some are far', () => {
  const days = all
    .flatMap(({ documents }) =>
      documents.units.flatMap(({ quiz, assignment }) => quiz?.dueAt ?? assignment?.dueAt ?? []),
    )
    .map((dueAt) => (dueAt - NOW) / 86_400_000)
  expect(days.some((day) => day < 0)).toBe(true)
  expect(days.some((day) => day > 0 && day <= 3)).toBe(true)
  expect(days.some((day) => day > 7)).toBe(true)
})

test('the catalogue is varied: languages (one from right to left), categories, levels, ways to enrol', () => {
  const courses = all.map(({ documents }) => documents.course)
  expect(courses.length).toBeGreaterThanOrEqual(9)
  expect(courses.map(({ language }) => language)).toEqual(expect.arrayContaining(['en', 'es', 'ar', 'fr']))
  expect(new Set(courses.map(({ category }) => category)).size).toBeGreaterThanOrEqual(7)
  expect(new Set(courses.map(({ level }) => level)).size).toBe(3)
  expect(new Set(courses.map(({ enrolment }) => enrolment.mode)).size).toBe(3)
  expect(courses.some(({ enrolment }) => enrolment.capacity === 1)).toBe(true)
})

test('every type of question that is graded by itself is asked somewhere', () => {
  const kinds = new Set(all.flatMap(({ documents }) => documents.questions.map(({ kind }) => kind)))
  expect([...kinds, 'essay'].toSorted()).toEqual(Object.keys(questionTypes).toSorted())
})

test('all media together stay small', () => {
  expect(all.reduce((sum, { documents }) => sum + documents.course.contents.bytes, 0)).toBeLessThan(
    MOST_BYTES_OF_ALL_MEDIA,
  )
})

test('what learners have done names people, courses and units that exist', async () => {
  const { enrolments, progress, attempts, posts, notes, edits } = await readActivity(SAMPLE_SCHOOL_FOLDER)
  const units = (course: string): readonly string[] => sources.get(course)?.units.map(({ name }) => name) ?? []
  const done = [
    ...enrolments.map(({ person, course }) => ({ person, course, unit: undefined })),
    ...progress.flatMap(({ person, course, done }) => done.map((unit) => ({ person, course, unit }))),
    ...attempts,
    ...notes,
    ...edits,
    ...posts.map(({ author, course }) => ({ person: author, course, unit: undefined })),
  ]
  for (const { person, course, unit } of done) {
    expect(nameOf(person)).not.toBe('')
    expect(sources.has(course)).toBe(true)
    if (unit !== undefined) expect(units(course)).toContain(unit)
  }
})
