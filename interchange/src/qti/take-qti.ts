import type { PackageText } from '#html/package-text.ts'
import { parseHtml } from '#html/parse-html.ts'
import type { Losses } from '#losses.ts'
import { fileNameOf, packagePath } from '#media/package-path.ts'
import { idOnShelf, roleOnShelf, shelve } from '#media/shelve.ts'
import type { PackageQuestion, PackageUnit } from '#model/course-package.ts'
import { fileIdsIn, withFileIds, withUnitIds } from '#model/file-references.ts'
import { ownQuestion, ownQuiz, readOwn } from '#model/own-notes.ts'
import type { ReaderDeps } from '#reader-deps.ts'
import { parseXml } from '#xml/parse-xml.ts'
import { childNamed, childrenNamed, descendantsNamed, type XmlElement } from '#xml/xml-node.ts'
import { readText, type Zip } from '#zip/read-zip.ts'
import type { ReadXml } from '#zip/zip-texts.ts'
import { itemWords } from './interactions.ts'
import { asQti2 } from './qti-tree.ts'
import { filesOfQuestion, ownNote, questionWithTexts, readOwnItem, type ReadOwnDeps } from './read-own-item.ts'
import { readOwnTest } from './read-own-test.ts'
import { readQtiItem } from './read-qti-item.ts'
import { readQtiTest } from './read-qti-test.ts'

export interface TakeQtiDeps extends Pick<ReaderDeps, 'log' | 'shelf' | 'limits' | 'step'> {
  readonly zip: Zip
  readonly readXml: ReadXml
  readonly text: PackageText
  /** Files that have been read as something else than files. */
  readonly consumed: Set<string>
  /** The unit that a path becomes, where there are others than quizzes. */
  readonly unitAt?: (path: string) => string | undefined
}

/** Takes the item in a file of the package into the report: the questions that it has become, none where it was skipped. */
export const takeQtiItem = async (
  root: XmlElement,
  path: string,
  newId: (wished?: string) => string,
  deps: TakeQtiDeps,
): Promise<readonly PackageQuestion[]> => {
  const item = asQti2(root)
  const id = newId(item.attributes['identifier'])
  const title = item.attributes['title'] || fileNameOf(path)
  const taken = await deps.log.taking(
    { id: item.attributes['identifier'] ?? id, title, type: itemWords(item) },
    async (losses) => {
      const own = await ownQuestionOf(root, path, deps)
      const found =
        own === undefined
          ? await readQtiItem(item, id, {
              text: deps.text,
              from: path,
              losses,
              stimulus: await stimulusOf(item, path, deps, losses),
              pageAt: (address) => pageAt(address, path, deps, losses),
            })
          : [{ ...own, id }]
      return { taken: found, type: [...new Set(found.map(({ kind }) => kind))].join(', ') }
    },
  )
  return taken ?? []
}

/** Takes a test into the report, as a quiz of the questions that its items have become. */
export const takeQtiTest = async (
  root: XmlElement,
  path: string,
  newId: (wished?: string) => string,
  deps: TakeQtiDeps & { readonly idsAt: ReadonlyMap<string, readonly string[]> },
): Promise<PackageUnit | undefined> => {
  const test = asQti2(root)
  const identifier = test.attributes['identifier'] ?? path
  const source = { id: identifier, title: test.attributes['title'] ?? fileNameOf(path), type: 'test' }
  return deps.log.taking(source, async (losses) => {
    const taken = await readTestUnit(root, newId(identifier), path, deps, losses)
    return { taken, type: 'quiz', title: taken.title }
  })
}

/** The quiz that a test in a file of the package is. */
export const readTestUnit = async (
  root: XmlElement,
  id: string,
  path: string,
  deps: TakeQtiDeps & { readonly idsAt: ReadonlyMap<string, readonly string[]> },
  losses: Losses,
): Promise<PackageUnit> => {
  const { idsAt, text, readXml } = deps
  const own = await ownQuizOf(root, id, path, deps)
  if (own !== undefined) return own
  return readQtiTest(asQti2(root), id, {
    text,
    losses,
    from: path,
    questionsAt: (place) => idsAt.get(place) ?? [],
    sectionAt: async (place) => {
      const section = await readXml(place)
      return section === undefined ? undefined : asQti2(section)
    },
  })
}

/** A text that several items share stands above each of them. */
const stimulusOf = async (
  item: XmlElement,
  path: string,
  { readXml, text }: TakeQtiDeps,
  losses: Losses,
): Promise<string> => {
  const texts: string[] = []
  for (const { attributes } of childrenNamed(item, 'assessmentStimulusRef')) {
    const place = packagePath(path, attributes['href'] ?? '')
    const root = place === undefined ? undefined : await readXml(place)
    if (root === undefined || place === undefined)
      losses.add('A text that it shares with others is not in the package.')
    else texts.push(await text.markdown(childNamed(asQti2(root), 'stimulusBody')?.children ?? [], place, losses))
  }
  return texts.filter((part) => part !== '').join('\n\n')
}

/** A web page of the package, as Markdown. */
const pageAt = async (
  address: string,
  path: string,
  { zip, text, limits, consumed }: TakeQtiDeps,
  losses: Losses,
): Promise<string | undefined> => {
  const place = packagePath(path, address)
  const html = place === undefined ? undefined : readText(zip, place, limits.xmlBytes)
  if (html === undefined || place === undefined) return undefined
  consumed.add(place)
  const nodes = parseHtml(html, limits)
  const [body] = descendantsNamed({ name: '', attributes: {}, children: nodes }, 'body')
  return text.markdown(body?.children ?? nodes, place, losses)
}

const ownQuestionOf = async (
  root: XmlElement,
  path: string,
  deps: TakeQtiDeps,
): Promise<PackageQuestion | undefined> => {
  const note = ownNote(root)
  const own = note === undefined ? undefined : readOwn(ownQuestion, note)
  if (own === undefined) return undefined
  const places = filesOfQuestion({ ...own, id: '', title: '' } as PackageQuestion)
  await shelve(places, deps)
  const question = await readOwnItem(root, ownDeps(path, deps))
  return question === undefined ? undefined : questionWithTexts(question, (text) => placed(text, deps))
}

const ownQuizOf = async (
  root: XmlElement,
  id: string,
  path: string,
  deps: TakeQtiDeps & { readonly idsAt: ReadonlyMap<string, readonly string[]> },
): Promise<PackageUnit | undefined> => {
  const note = ownNote(root)
  const own = note === undefined ? undefined : readOwn(ownQuiz, note)
  if (own === undefined) return undefined
  await shelve(fileIdsIn(own.markdown), deps)
  const unit = await readOwnTest(root, id, ownDeps(path, deps))
  if (unit?.quiz === undefined) return undefined
  const questionIds = unit.quiz.questionIds.map((place) => deps.idsAt.get(place) ?? [])
  // One that could not be taken, or has become several, is told by the reader of all tests.
  if (questionIds.some((ids) => ids.length !== 1)) return undefined
  return {
    ...unit,
    markdown: placed(unit.markdown, deps),
    quiz: { ...unit.quiz, questionIds: questionIds.flat() },
  }
}

/** Files and units by their ids, for a text that names them by their paths. */
const placed = (text: string, { shelf, unitAt }: TakeQtiDeps): string =>
  withUnitIds(
    withFileIds(text, (place) => idOnShelf(place, shelf)),
    (place) => unitAt?.(place),
  )

const ownDeps = (from: string, { shelf, limits, step }: TakeQtiDeps): ReadOwnDeps => ({
  from,
  roleAt: (place) => roleOnShelf(place, shelf),
  parse: (xml) => parseXml(xml, limits, step),
})
