import type { PackageText } from '#html/package-text.ts'
import type { Losses } from '#losses.ts'
import type { CoursePackage, PackageQuestion, PackageUnit } from '#model/course-package.ts'
import { defaultQuizSettings } from '#model/course-package.ts'
import { createIds } from '#model/ids.ts'
import { UnreadablePackage, UnusableItem } from '#problems.ts'
import type { ReaderDeps } from '#reader-deps.ts'
import { titleFromName } from '../question-course.ts'
import { childNamed, childrenNamed, descendantsNamed, textAt, textOf, type XmlElement } from '#xml/xml-node.ts'
import { materialNodes } from './qti1-material.ts'
import { nameOfItem, presentationOf, qti1Metadata, secondsOf } from './qti1-metadata.ts'
import { promptNodes } from './qti1-presentation.ts'
import { readQti1Item } from './read-qti1-item.ts'

export interface Qti1Deps extends Pick<ReaderDeps, 'log' | 'step' | 'limits'> {
  readonly text: PackageText
  /** The document's file. */
  readonly from: string
  readonly newQuestionId: (wished?: string) => string
  /** Questions of a bank that a section draws from, by the bank's ident. */
  readonly bankOf?: (ident: string) => readonly string[]
}

export interface Qti1Read {
  readonly questions: readonly PackageQuestion[]
  readonly assessments: readonly { readonly ident: string; readonly quiz: (losses: Losses) => Promise<PackageUnit> }[]
  /** By ident: the questions of each bank. */
  readonly banks: ReadonlyMap<string, readonly string[]>
}

/** A document of QTI 1.2 that comes alone. */
export const readQti1Document = async (root: XmlElement, deps: ReaderDeps): Promise<CoursePackage> => {
  const text = deps.createText({ pathOf: () => undefined, fileAt: () => undefined })
  const read = await readQti1(root, { ...deps, text, from: '', newQuestionId: createIds('q') })
  if (read.questions.length === 0 && deps.log.items.length === 0)
    throw new UnreadablePackage('The file is QTI 1.2, but there is no question in it.')
  const units: PackageUnit[] = []
  for (const { ident, quiz } of read.assessments) {
    const unit = await deps.log.taking({ id: ident, title: '', type: 'quiz' }, async (losses) => {
      const taken = await quiz(losses)
      return { taken, type: 'quiz', title: taken.title }
    })
    if (unit !== undefined) units.push(unit)
  }
  const title = units[0]?.title ?? titleFromName(deps.name)
  return {
    title,
    description: '',
    modules: units.length === 0 ? [] : [{ title, units }],
    questions: read.questions,
    files: deps.shelf.files,
  }
}

/** Reads all items of a document, each for itself, and its assessments as quizzes of those that could be taken. */
export const readQti1 = async (root: XmlElement, deps: Qti1Deps): Promise<Qti1Read> => {
  const questions: PackageQuestion[] = []
  const takenOf = new Map<XmlElement, string>()
  const items = descendantsNamed(root, 'item').filter(
    (item) => childNamed(item, 'presentation') !== undefined || item.attributes['ident'] !== undefined,
  )
  if (items.length > deps.limits.items)
    throw new UnreadablePackage(
      `The package has more than ${String(deps.limits.items)} questions in one file; split it.`,
    )
  for (const [index, item] of items.entries()) {
    await deps.step('reading questions', index, items.length)
    const id = deps.newQuestionId(item.attributes['ident'])
    const source = { id: item.attributes['ident'] ?? id, title: titleOf(item), type: typeOf(item) }
    const question = await deps.log.taking(source, async (losses) => {
      const taken = await readQti1Item(item, id, { ...deps, losses })
      return { taken, type: taken.kind, title: taken.title }
    })
    if (question === undefined) continue
    questions.push(question)
    takenOf.set(item, question.id)
  }
  const idsIn = (node: XmlElement): readonly string[] =>
    descendantsNamed(node, 'item').flatMap((item) => takenOf.get(item) ?? [])
  const banks = descendantsNamed(root, 'objectbank').map(
    (bank) => [bank.attributes['ident'] ?? '', idsIn(bank)] as const,
  )
  return {
    questions,
    banks: new Map(banks),
    assessments: descendantsNamed(root, 'assessment').map((assessment) => ({
      ident: assessment.attributes['ident'] ?? '',
      quiz: (losses) => quizOf(assessment, takenOf, deps, losses),
    })),
  }
}

const typeOf = (item: XmlElement): string => {
  const metadata = qti1Metadata(item)
  return (
    metadata.get('question_type') ??
    metadata.get('cc_profile') ??
    metadata.get('bbmd_questiontype') ??
    'question'
  ).slice(0, 60)
}

/** The item’s name, or the beginning of what it asks where its name says nothing. */
const titleOf = (item: XmlElement): string => {
  const title = nameOfItem(item)
  const presentation = presentationOf(item)
  if (title !== '' || presentation === undefined) return title
  const text = promptNodes(presentation).map(textOf).join('').replace(/\s+/g, ' ').trim()
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`
}

const quizOf = async (
  assessment: XmlElement,
  takenOf: ReadonlyMap<XmlElement, string>,
  { text, from, bankOf }: Qti1Deps,
  losses: Losses,
): Promise<PackageUnit> => {
  const groups = descendantsNamed(assessment, 'section').map((section) => {
    const items = childrenNamed(section, 'item')
    const selection = childNamed(childNamed(section, 'selection_ordering'), 'selection')
    const bank = textAt(selection, 'sourcebank_ref')
    const drawn = Number(textAt(selection, 'selection_number') || 'NaN')
    const ids = [...items.flatMap((item) => takenOf.get(item) ?? []), ...(bank === '' ? [] : (bankOf?.(bank) ?? []))]
    return {
      ids,
      missing: items.filter((item) => !takenOf.has(item)).length,
      draw: drawn,
      isBankMissing: bank !== '' && (bankOf?.(bank) ?? []).length === 0,
    }
  })
  const filled = groups.filter(({ ids }) => ids.length > 0)
  const questionIds = [...new Set(filled.flatMap(({ ids }) => ids))]
  if (questionIds.length === 0) throw new UnusableItem('None of its questions could be taken.')
  if (questionIds.length > 500) throw new UnusableItem('It has more than 500 questions.')
  const missing = groups.reduce((sum, group) => sum + group.missing, 0)
  if (missing > 0) losses.add(`${String(missing)} of its questions could not be taken.`)
  if (groups.some(({ isBankMissing }) => isBankMissing))
    losses.add('A bank that it draws questions from is not in the package.')
  const [only] = filled
  const draw =
    filled.length === 1 && only !== undefined && only.draw >= 1 && only.draw < questionIds.length
      ? only.draw
      : undefined
  if (draw === undefined && filled.some((group) => group.draw < group.ids.length))
    losses.add('Questions were drawn from each group; here all are asked.')
  const metadata = qti1Metadata(assessment)
  const seconds = secondsOf(metadata.get('qmd_timelimit'))
  const attempts = Number(metadata.get('cc_maxattempts') ?? '')
  const introduction = [childNamed(assessment, 'rubric'), childNamed(assessment, 'presentation_material')].flatMap(
    (node) => (node === undefined ? [] : descendantsNamed(node, 'material').flatMap(materialNodes)),
  )
  return {
    id: assessment.attributes['ident'] ?? 'quiz',
    kind: 'quiz',
    title: (assessment.attributes['title'] ?? '').trim().slice(0, 200) || 'Quiz',
    minutes: Math.max(1, Math.round(seconds === undefined ? questionIds.length : seconds / 60)),
    markdown: await text.markdown(introduction, from, losses),
    quiz: {
      ...defaultQuizSettings,
      questionIds,
      ...(draw === undefined ? {} : { draw }),
      ...(seconds === undefined ? {} : { timeLimitSeconds: Math.max(10, seconds) }),
      ...(Number.isInteger(attempts) && attempts > 0 ? { attemptLimit: attempts } : {}),
    },
  }
}
