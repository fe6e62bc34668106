import { markdownToHtml, type MarkdownToHtmlOptions } from '#html/markdown-to-html.ts'
import { encodeFileId } from '#model/file-references.ts'
import { relativePath } from '#media/package-path.ts'
import type { PackageUnit } from '#model/course-package.ts'
import { OWN_NAME, writeOwn, type OwnQuiz } from '#model/own-notes.ts'
import { attributes, escapeXml, XML_HEAD } from '#xml/write-xml.ts'
import { qtiName } from './qti-names.ts'

export interface WriteQtiTestDeps {
  readonly fileOf: MarkdownToHtmlOptions['fileOf']
  /** The test's own path, and that of each question's item. */
  readonly path: string
  readonly itemPathOf: (questionId: string) => string
}

/** A quiz as a test of QTI 3: its questions in one section, drawn and shuffled as QTI can say it; its other settings beside. */
export const writeQtiTest = (unit: PackageUnit, { fileOf, path, itemPathOf }: WriteQtiTestDeps): string | undefined => {
  const { quiz } = unit
  if (quiz === undefined) return undefined
  const own: OwnQuiz = {
    markdown: unit.markdown,
    minutes: unit.minutes,
    quiz: { ...quiz, questionIds: quiz.questionIds.map(itemPathOf) },
  }
  const introduction =
    unit.markdown.trim() === ''
      ? ''
      : `<qti-rubric-block use="instructions" view="candidate"><qti-content-body>${markdownToHtml(unit.markdown, { fileOf })}</qti-content-body></qti-rubric-block>`
  return [
    XML_HEAD,
    `<qti-assessment-test xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.imsglobal.org/xsd/imsqtiasi_v3p0 https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0p1_v1p0.xsd"${attributes({ identifier: qtiName(unit.id), title: unit.title })}>\n`,
    `<qti-outcome-declaration${attributes({ identifier: OWN_NAME, cardinality: 'single', 'base-type': 'string' })}><qti-default-value><qti-value>${escapeXml(writeOwn(own))}</qti-value></qti-default-value></qti-outcome-declaration>\n`,
    quiz.timeLimitSeconds === undefined
      ? ''
      : `<qti-time-limits${attributes({ 'max-time': quiz.timeLimitSeconds })}/>\n`,
    `<qti-test-part identifier="part-1" navigation-mode="nonlinear" submission-mode="simultaneous">\n<qti-assessment-section${attributes({ identifier: 'section-1', title: unit.title, visible: true })}>\n`,
    quiz.draw === undefined ? '' : `<qti-selection${attributes({ select: quiz.draw })}/>\n`,
    quiz.shuffleQuestions ? '<qti-ordering shuffle="true"/>\n' : '',
    introduction,
    ...quiz.questionIds.map(
      (id, index) =>
        `<qti-assessment-item-ref${attributes({ identifier: `item-${String(index + 1)}`, href: encodeFileId(relativePath(path, itemPathOf(id))) })}/>\n`,
    ),
    '</qti-assessment-section>\n</qti-test-part>\n</qti-assessment-test>\n',
  ].join('')
}
