import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { z } from 'zod'
import { courseSource, quizSource, schoolSource, unitHead } from './course-format.ts'
import type { CourseSource, QuizSource, SchoolSource, UnitHead } from './course-format.ts'
import { mediaFacts, type MediaFacts } from './media-facts.ts'

export interface SourceUnit {
  readonly name: string
  readonly head: UnitHead
  readonly markdown: string
  readonly quiz?: QuizSource
}
export interface SourceFile extends MediaFacts {
  readonly name: string
  readonly bytes: number
  /** SHA-256, hexadecimal. */
  readonly hash: string
  readonly path: string
}
/** A course's folder, read whole and found right: everything named is there, everything there is named. */
export interface SourceCourse {
  readonly name: string
  readonly course: CourseSource
  /** In the order of the course's modules. */
  readonly units: readonly SourceUnit[]
  readonly files: readonly SourceFile[]
}

export const readSchool = async (folder: string): Promise<SchoolSource> =>
  checked(schoolSource, await readJson(join(folder, 'school.json')), 'school.json')

/** Rejects with an error that names the file and what is wrong with it. */
export const readCourse = async (schoolFolder: string, name: string): Promise<SourceCourse> => {
  const folder = join(schoolFolder, name)
  const course = checked(courseSource, await readJson(join(folder, 'course.json')), `${name}/course.json`)
  const unitNames = course.modules.flatMap(({ units }) => units)
  const written = (await namesIn(join(folder, 'units'))).map((file) => file.replace(/\.md$/, ''))
  sameNames(`${name}/course.json and ${name}/units`, unitNames, written)
  const units: SourceUnit[] = []
  for (const unitName of unitNames) units.push(await readUnit(folder, name, unitName))
  const quizzes = (await namesIn(join(folder, 'questions'))).map((file) => file.replace(/\.json$/, ''))
  sameNames(
    `${name}/units of kind quiz and ${name}/questions`,
    units.flatMap((unit) => (unit.head.kind === 'quiz' ? [unit.name] : [])),
    quizzes,
  )
  const files: SourceFile[] = []
  for (const file of (await namesIn(join(folder, 'media'))).filter((file) => extname(file) !== ''))
    files.push(await readMedia(folder, file))
  sameNames(
    `media that ${name} shows and ${name}/media`,
    [...new Set([...(course.cover === undefined ? [] : [course.cover]), ...units.flatMap(mediaOf)])],
    files.map((file) => file.name),
  )
  return { name, course, units, files }
}

const MEDIA_LINK = /\]\(\.\.\/media\/([^)\s]+)\)/g

/** Names of the media that a unit shows: in its text, in its questions, as its video and captions. */
export const mediaOf = (unit: SourceUnit): readonly string[] => {
  const { video, captions } = unit.head
  const texts = [unit.markdown, ...(unit.quiz?.questions.flatMap((question) => textsOf(question)) ?? [])]
  const shown = texts.flatMap((text) => [...text.matchAll(MEDIA_LINK)].map((match) => match[1] as string))
  return [
    ...new Set([...shown, ...(video === undefined ? [] : [video]), ...(captions === undefined ? [] : [captions])]),
  ]
}

/** The text as learners' devices hold it: links to media name their documents. */
export const withFileIds = (text: string, idOf: (name: string) => string): string =>
  text.replaceAll(MEDIA_LINK, (_, name: string) => `](file:${idOf(name)})`)

const textsOf = (question: QuizSource['questions'][number]): readonly string[] => [
  question.prompt,
  question.explanation,
  ...('choices' in question ? Object.values(question.choices) : []),
]

const readUnit = async (folder: string, courseName: string, name: string): Promise<SourceUnit> => {
  const place = `${courseName}/units/${name}.md`
  const text = await readText(join(folder, 'units', `${name}.md`))
  const parts = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text)
  if (parts === null) throw new Error(`${place}: it begins with lines between two "---", such as "title: …"`)
  const lines = (parts[1] as string).split('\n').map((line) => {
    const colon = line.indexOf(':')
    if (colon < 1) throw new Error(`${place}: "${line}" is not "name: value"`)
    return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()] as const
  })
  const head = checked(unitHead, Object.fromEntries(lines), place)
  if ((head.kind === 'video') !== (head.video !== undefined))
    throw new Error(`${place}: "video: <file>" belongs to kind: video, and is needed there`)
  if ((head.kind === 'assignment') !== (head.points !== undefined))
    throw new Error(`${place}: "points: <number>" belongs to kind: assignment, and is needed there`)
  const unit = { name, head, markdown: (parts[2] as string).trim() }
  if (head.kind !== 'quiz') return unit
  const quizPlace = `${courseName}/questions/${name}.json`
  const quiz = checked(quizSource, await readJson(join(folder, 'questions', `${name}.json`)), quizPlace)
  for (const question of quiz.questions) checkKey(question, `${quizPlace}, ${question.name}`)
  return { ...unit, quiz }
}

/** A key can name a choice that is not there: schemas don't see that. */
const checkKey = (question: QuizSource['questions'][number], place: string): void => {
  if (!('choices' in question)) return
  const letters = Object.keys(question.choices)
  const named = [
    ...(typeof question.right === 'string' ? [question.right] : question.right),
    ...('hints' in question ? Object.keys(question.hints ?? {}) : []),
  ]
  for (const letter of named) if (!letters.includes(letter)) throw new Error(`${place}: there is no choice "${letter}"`)
}

const readMedia = async (folder: string, name: string): Promise<SourceFile> => {
  const path = join(folder, 'media', name)
  const content = await readFile(path)
  const hash = createHash('sha256').update(content).digest('hex')
  return { name, bytes: content.length, hash, path, ...mediaFacts(name, content) }
}

const readJson = async (path: string): Promise<unknown> => {
  const text = await readText(path)
  try {
    return JSON.parse(text) as unknown
  } catch (cause) {
    throw new Error(`${path} is not JSON`, { cause })
  }
}

const readText = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') throw new Error(`${path} is not there`, { cause })
    throw cause
  }
}

/** Names of a folder's entries, sorted; of a folder that is not there, none. */
const namesIn = async (folder: string): Promise<readonly string[]> => {
  try {
    return (await readdir(folder)).sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

const checked = <Schema extends z.ZodType>(schema: Schema, value: unknown, place: string): z.infer<Schema> => {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const wrong = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new Error(`${place}: ${wrong.join('; ')}`, { cause: result.error })
}

const sameNames = (place: string, wanted: readonly string[], found: readonly string[]): void => {
  const missing = wanted.filter((name) => !found.includes(name))
  const unused = found.filter((name) => !wanted.includes(name))
  const twice = wanted.filter((name, index) => wanted.indexOf(name) !== index)
  const wrong = [
    ...missing.map((name) => `${name} is named and not there`),
    ...unused.map((name) => `${name} is there and not named`),
    ...twice.map((name) => `${name} is named twice`),
  ]
  if (wrong.length > 0) throw new Error(`${place}: ${wrong.join('; ')}`)
}
