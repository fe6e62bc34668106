import { encodeFileId, fileIdsIn, mapTexts, textsIn, withFileIds } from '#model/file-references.ts'
import type { ExportedFile } from '#html/markdown-to-html.ts'
import { relativePath } from '#media/package-path.ts'
import type { PackageFile, PackageQuestion } from '#model/course-package.ts'
import { OWN_NAME, ownQuestion, readOwn } from '#model/own-notes.ts'
import { typedQuestion } from '#model/typed-question.ts'
import { childAt, childrenNamed, elementsOf, textOf, type XmlElement } from '#xml/xml-node.ts'
import { nodesToXml } from '#xml/write-xml.ts'
import { writeQtiItem } from './write-qti-item.ts'

export interface ReadOwnDeps {
  /** The item's file. */
  readonly from: string
  /** What a file of the package is shown as; undefined for one that is not there. */
  readonly roleAt: (path: string) => PackageFile['role'] | undefined
  /** Parses what was written. */
  readonly parse: (xml: string) => Promise<XmlElement>
}

/**
 * The question that EduTrack wrote into an item, with files named by their paths; undefined where there is none, or the item says something else than that question by
 * now. `item` is as it stands in the file.
 */
export const readOwnItem = async (
  item: XmlElement,
  { from, roleAt, parse }: ReadOwnDeps,
): Promise<PackageQuestion | undefined> => {
  const note = ownNote(item)
  const own = note === undefined ? undefined : readOwn(ownQuestion, note)
  if (own === undefined) return undefined
  const question: PackageQuestion = {
    ...own,
    id: item.attributes['identifier'] ?? '',
    title: item.attributes['title'] ?? '',
    ...(own.explanation === undefined ? {} : { explanation: own.explanation }),
  } as PackageQuestion
  if (typedQuestion(question) === undefined) return undefined
  const written = writeQtiItem(question, { fileOf: fileAtPath(from, roleAt), own })
  return written !== undefined && isSame(await parse(written), item) ? question : undefined
}

/** The text that an element of EduTrack’s carries. */
export const ownNote = (root: XmlElement): string | undefined => {
  const declaration = childrenNamed(root, 'qti-outcome-declaration').find(
    ({ attributes }) => attributes['identifier'] === OWN_NAME,
  )
  const value = childAt(declaration, 'qti-default-value', 'qti-value')
  return value === undefined ? undefined : textOf(value)
}

/** How an item in the file `from` shows the file at a path. */
export const fileAtPath =
  (from: string, roleAt: (path: string) => PackageFile['role'] | undefined) =>
  (path: string): ExportedFile | undefined => {
    const role = roleAt(path)
    return role === undefined ? undefined : { href: encodeFileId(relativePath(from, path)), role }
  }

/** The same elements with the same text in the same order; white space between elements aside. */
export const isSame = (a: XmlElement, b: XmlElement): boolean => comparable(a) === comparable(b)

const comparable = (root: XmlElement): string => nodesToXml(elementsOf(root).map(trimmed))

const trimmed = (node: XmlElement): XmlElement => ({
  ...node,
  attributes:
    Object.keys(node.attributes).length < 2
      ? node.attributes
      : Object.fromEntries(Object.entries(node.attributes).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  children: node.children
    .filter((child) => typeof child !== 'string' || child.trim() !== '')
    .map((child) => (typeof child === 'string' ? child.replace(/\s+/g, ' ') : trimmed(child))),
})

/** All files that a question names, by path. */
export const filesOfQuestion = (question: PackageQuestion): readonly string[] => [
  ...new Set(textsIn([question.prompt, question.explanation, question.content, question.key]).flatMap(fileIdsIn)),
]

/** The question with each of its texts changed. */
export const questionWithTexts = (question: PackageQuestion, change: (text: string) => string): PackageQuestion => ({
  ...question,
  prompt: change(question.prompt),
  content: mapTexts(question.content, change),
  key: mapTexts(question.key, change),
  ...(question.explanation === undefined ? {} : { explanation: change(question.explanation) }),
})

/** The question with other ids for its files. */
export const questionWithFiles = (
  question: PackageQuestion,
  idOf: (id: string) => string | undefined,
): PackageQuestion => questionWithTexts(question, (text) => withFileIds(text, idOf))
