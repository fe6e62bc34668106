import type { PackageText } from '#html/package-text.ts'
import type { Losses } from '#losses.ts'
import { packagePath } from '#media/package-path.ts'
import { defaultQuizSettings, type PackageUnit } from '#model/course-package.ts'
import { UnusableItem } from '#problems.ts'
import { childNamed, childrenNamed, descendantsNamed, type XmlElement, type XmlNode } from '#xml/xml-node.ts'
import { isForLearners } from './qti-body.ts'
import { numberOf } from './declarations.ts'

export interface QtiTestDeps {
  readonly text: PackageText
  readonly losses: Losses
  /** The test's file. */
  readonly from: string
  /** Questions that the item at a path has become; none where it was skipped. */
  readonly questionsAt: (path: string) => readonly string[]
  /** A section that stands in a file of its own. */
  readonly sectionAt: (path: string) => Promise<XmlElement | undefined>
}

interface Section {
  readonly questionIds: readonly string[]
  readonly missing: number
  readonly draw?: number
  readonly isShuffled: boolean
}

/** A test as a quiz. `test` is in the names of QTI 2. */
export const readQtiTest = async (test: XmlElement, id: string, deps: QtiTestDeps): Promise<PackageUnit> => {
  const { losses, text, from } = deps
  noteTestLosses(test, losses)
  const sections = (await Promise.all(childrenNamed(test, 'testPart').map((part) => sectionsOf(part, deps)))).flat()
  const questionIds = [...new Set(sections.flatMap((section) => section.questionIds))]
  const missing = sections.reduce((sum, section) => sum + section.missing, 0)
  if (questionIds.length === 0) throw new UnusableItem('None of its questions could be taken.')
  if (questionIds.length > 500) throw new UnusableItem('It has more than 500 questions.')
  if (missing > 0) losses.add(`${String(missing)} of its questions could not be taken.`)
  const [only] = sections.filter((section) => section.questionIds.length > 0)
  const isOne = sections.filter((section) => section.questionIds.length > 0).length === 1
  if (!isOne && sections.some(({ draw }) => draw !== undefined))
    losses.add('Questions were drawn from each section; here all are asked.')
  if (!isOne && sections.some(({ isShuffled }) => isShuffled))
    losses.add('Sections were shuffled each in itself; here the order stays.')
  const seconds = [test, ...childrenNamed(test, 'testPart')]
    .map((part) => numberOf(childNamed(part, 'timeLimits')?.attributes['maxTime']))
    .find((value) => value !== undefined && value > 0)
  return {
    id,
    kind: 'quiz',
    title: (test.attributes['title'] ?? '').trim() || 'Quiz',
    minutes: Math.max(1, Math.round(seconds === undefined ? questionIds.length : seconds / 60)),
    markdown: await text.markdown(introductionOf(test), from, losses),
    quiz: {
      ...defaultQuizSettings,
      questionIds,
      ...(isOne && only?.draw !== undefined && only.draw < questionIds.length ? { draw: only.draw } : {}),
      ...(seconds === undefined ? {} : { timeLimitSeconds: Math.max(10, Math.round(seconds)) }),
      shuffleQuestions: isOne && only?.isShuffled === true,
    },
  }
}

const sectionsOf = async (parent: XmlElement, deps: QtiTestDeps): Promise<readonly Section[]> => {
  const found: Section[] = []
  for (const node of childrenNamed(parent, 'assessmentSection')) found.push(...(await sectionOf(node, deps)))
  for (const { attributes } of childrenNamed(parent, 'assessmentSectionRef')) {
    const path = packagePath(deps.from, attributes['href'] ?? '')
    const section = path === undefined ? undefined : await deps.sectionAt(path)
    if (section === undefined || path === undefined) deps.losses.add('A section of it is not in the package.')
    else found.push(...(await sectionOf(section, { ...deps, from: path })))
  }
  return found
}

/** A section's own questions, and those of sections in it. */
const sectionOf = async (section: XmlElement, deps: QtiTestDeps): Promise<readonly Section[]> => {
  const refs = childrenNamed(section, 'assessmentItemRef').map(({ attributes }) =>
    deps.questionsAt(packagePath(deps.from, attributes['href'] ?? '') ?? ''),
  )
  const draw = numberOf(childNamed(section, 'selection')?.attributes['select'])
  const own: Section = {
    questionIds: refs.flat(),
    missing: refs.filter((ids) => ids.length === 0).length,
    ...(draw === undefined || draw < 1 ? {} : { draw: Math.floor(draw) }),
    isShuffled: childNamed(section, 'ordering')?.attributes['shuffle'] === 'true',
  }
  return [own, ...(await sectionsOf(section, deps))]
}

const noteTestLosses = (test: XmlElement, losses: Losses): void => {
  if (descendantsNamed(test, 'preCondition', 'branchRule').length > 0)
    losses.add('Which question comes next depended on answers; here all are asked.')
  if (descendantsNamed(test, 'weight').some(({ attributes }) => numberOf(attributes['value']) !== 1))
    losses.add('Weights of questions in the test are not kept; set their points.')
  if (descendantsNamed(test, 'testFeedback').length > 0) losses.add('Feedback for the whole test is not kept.')
}

/** What stands above the questions, for learners. */
const introductionOf = (test: XmlElement): readonly XmlNode[] =>
  descendantsNamed(test, 'rubricBlock')
    .filter(isForLearners)
    .flatMap((block) => {
      const content = childNamed(block, 'contentBody')
      return [{ name: 'div', attributes: {}, children: (content ?? block).children }]
    })
