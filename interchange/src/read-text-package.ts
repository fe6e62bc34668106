import { looksLikeGift, readGift } from './gift/read-gift.ts'
import { readMoodle } from './moodle/read-moodle.ts'
import { UnreadablePackage } from './problems.ts'
import { readQtiDocument } from './qti/read-qti-document.ts'
import { questionCourse } from './question-course.ts'
import type { ReadCourse, ReaderDeps } from './reader-deps.ts'
import { decodeText } from './text/decode-text.ts'
import { parseXml } from './xml/parse-xml.ts'
import type { XmlElement } from './xml/xml-node.ts'

/** A package that is one text: XML or GIFT. */
export const readTextPackage = async (bytes: Uint8Array, deps: ReaderDeps): Promise<ReadCourse> => {
  const { limits, step } = deps
  if (bytes.length > limits.xmlBytes) throw tooLong(limits.xmlBytes)
  const text = decodeText(bytes)
  if (/^\s*</.test(text.slice(0, 1000))) {
    const read = await readXmlPackage(await parseXml(text.trimStart(), limits, step), deps)
    if (read !== undefined) return read
    throw new UnreadablePackage('The file is XML, but neither Moodle’s questions nor QTI.')
  }
  if (bytes.length > limits.giftBytes) throw tooLong(limits.giftBytes)
  if (!looksLikeGift(text))
    throw new UnreadablePackage(
      'The file is none of the kinds that can be read: GIFT, Moodle XML, QTI or Common Cartridge.',
    )
  const questions = await readGift(text, {
    ...deps,
    text: deps.createText({ pathOf: () => undefined, fileAt: () => undefined }),
  })
  return { format: 'GIFT', course: questionCourse(questions, deps) }
}

/** A package that is one XML document; undefined for XML of another kind. */
const readXmlPackage = async (root: XmlElement, deps: ReaderDeps): Promise<ReadCourse | undefined> => {
  if (root.name === 'quiz') return { format: 'Moodle XML', course: questionCourse(await readMoodle(root, deps), deps) }
  if (root.name === 'manifest')
    throw new UnreadablePackage(
      'The file is only the table of contents of a package: choose the whole package, a zip file.',
    )
  if (root.name === 'html')
    throw new UnreadablePackage('The file is a web page, not a package of a course or of questions.')
  return readQtiDocument(root, deps)
}

const tooLong = (bytes: number): UnreadablePackage =>
  new UnreadablePackage(
    `The file is a text of more than ${String(Math.round(bytes / 1024 / 1024))} MB, more than anybody writes; it was not read.`,
  )
