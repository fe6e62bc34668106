import type { ReadCourse, ReaderDeps } from '#reader-deps.ts'
import { readQti1Document } from '#qti1/read-qti1.ts'
import { UnreadablePackage } from '#problems.ts'
import { questionCourse } from '../question-course.ts'
import type { XmlElement } from '#xml/xml-node.ts'
import { itemWords } from './interactions.ts'
import { asQti2, isQti3 } from './qti-tree.ts'
import { readQtiItem } from './read-qti-item.ts'

/** A QTI document that comes alone, without a package. Undefined for other XML. */
export const readQtiDocument = async (root: XmlElement, deps: ReaderDeps): Promise<ReadCourse | undefined> => {
  const format = isQti3(root) ? 'QTI 3' : 'QTI 2'
  const document = asQti2(root)
  switch (document.name) {
    case 'assessmentItem': {
      const text = deps.createText({ pathOf: () => undefined, fileAt: () => undefined })
      const id = document.attributes['identifier'] ?? 'item'
      const title = document.attributes['title'] ?? ''
      const questions = await deps.log.taking({ id, title, type: itemWords(document) }, async (losses) => {
        const taken = await readQtiItem(document, id, { text, from: '', losses })
        return {
          taken,
          type: [...new Set(taken.map(({ kind }) => kind))].join(', '),
          title: title || (taken[0]?.title ?? ''),
        }
      })
      return { format, course: questionCourse(questions ?? [], deps) }
    }
    case 'assessmentTest':
    case 'assessmentSection':
      throw new UnreadablePackage('The file is a QTI test without its questions: choose the whole package, a zip file.')
    case 'questestinterop':
      return { format: 'QTI 1.2', course: await readQti1Document(document, deps) }
    default:
      return undefined
  }
}
