import { categoryTags } from '#gift/read-gift.ts'
import { formattedToMarkdown } from '#html/formatted-text.ts'
import type { PackageTextDeps } from '#html/package-text.ts'
import { explanationOf } from '#model/build-question.ts'
import { checkQuestion } from '#model/check-question.ts'
import type { PackageQuestion } from '#model/course-package.ts'
import { createIds } from '#model/ids.ts'
import { UnreadablePackage, UnusableItem } from '#problems.ts'
import type { ReaderDeps } from '#reader-deps.ts'
import { childNamed, childrenNamed, descendantsNamed, textAt, type XmlElement } from '#xml/xml-node.ts'
import { moodleFiles, moodleText, pluginFilePath } from './moodle-text.ts'
import { moodleTypes } from './moodle-types.ts'
import type { MoodleScope } from './moodle-scope.ts'
import { whyNotMoodle } from './why-not-moodle.ts'

/** Reads the questions of a Moodle XML document. Categories become tags; each question stands for itself. */
export const readMoodle = async (quiz: XmlElement, deps: ReaderDeps): Promise<readonly PackageQuestion[]> => {
  const { log, step, limits } = deps
  const sources = childrenNamed(quiz, 'question')
  if (sources.length === 0) throw new UnreadablePackage('The file is in Moodle’s form, but there is no question in it.')
  if (sources.length > limits.items)
    throw new UnreadablePackage(`The file has more than ${String(limits.items)} questions; split it.`)
  const newId = createIds('q')
  const questions: PackageQuestion[] = []
  const files = createQuestionFiles()
  const text = deps.createText(files)
  let tags: readonly string[] = []
  for (const [index, source] of sources.entries()) {
    await step('reading questions', index, sources.length)
    const type = source.attributes['type'] ?? 'unknown'
    if (type === 'category') {
      tags = categoryTags(textAt(source, 'category', 'text'))
      continue
    }
    const id = newId(textAt(source, 'idnumber'))
    const title = textAt(source, 'name', 'text') || textAt(source, 'name')
    const question = await log.taking({ id, title, type }, async (losses) => {
      files.open(id, source)
      const scope: MoodleScope = {
        source,
        losses,
        markdown: (holder, format) => formattedToMarkdown(moodleText(holder, format), { text, losses, from: `${id}/` }),
        line: (holder, format) =>
          formattedToMarkdown(moodleText(holder, format), { text, losses, from: `${id}/` }, true),
        html: (nodes) => text.markdown(nodes, `${id}/`, losses),
      }
      const taken = await readQuestion({ id, title, tags, type }, scope)
      return { taken, type: taken.kind, title: taken.title }
    })
    if (question !== undefined) questions.push(question)
  }
  return questions
}

const readQuestion = async (
  {
    id,
    title,
    tags,
    type,
  }: { readonly id: string; readonly title: string; readonly tags: readonly string[]; readonly type: string },
  scope: MoodleScope,
): Promise<PackageQuestion> => {
  const { source, losses } = scope
  const read = Object.hasOwn(moodleTypes, type) ? moodleTypes[type] : undefined
  if (read === undefined) throw new UnusableItem(whyNotMoodle(type))
  const built = await read(scope)
  if (childrenNamed(source, 'hint').some((hint) => textAt(hint, 'text') !== ''))
    losses.add('Hints for further tries at a question are not kept.')
  const general = await scope.markdown(childNamed(source, 'generalfeedback'))
  const grade = Number(textAt(source, 'defaultgrade') || '1')
  return checkQuestion({
    ...built,
    id,
    title,
    prompt: built.prompt ?? (await scope.markdown(childNamed(source, 'questiontext'))),
    explanation: explanationOf(general, built.notes),
    points: Number.isFinite(grade) ? grade : 1,
    tags: [...tags, ...descendantsNamed(childNamed(source, 'tags'), 'tag').map((tag) => textAt(tag, 'text'))],
  })
}

/** Files belong to the question in which they stand: the same name may be another picture in the next. */
const createQuestionFiles = (): Pick<PackageTextDeps, 'pathOf' | 'fileAt'> & {
  open(id: string, question: XmlElement): void
} => {
  let files: ReturnType<typeof moodleFiles> = new Map()
  let prefix = ''
  return {
    open: (id, question) => {
      files = moodleFiles(question)
      prefix = `${id}/`
    },
    pathOf: (address, from) => {
      const path = pluginFilePath(address)
      return path === undefined ? undefined : from + path
    },
    fileAt: (path) => {
      const file = files.get(path.slice(prefix.length))
      if (file === undefined) return undefined
      const bytes = file()
      if (bytes === undefined) throw new UnusableItem('it is damaged')
      return bytes
    },
  }
}
