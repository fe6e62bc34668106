import { markdownToHtml, type MarkdownToHtmlOptions } from '#html/markdown-to-html.ts'
import type { PackageQuestion } from '#model/course-package.ts'
import { typedQuestion, type TypedQuestion } from '#model/typed-question.ts'
import { attributes, escapeXml, XML_HEAD } from '#xml/write-xml.ts'
import { createQtiNames, qtiName } from '#qti/qti-names.ts'

type Profiled = Extract<
  TypedQuestion,
  { readonly kind: 'single-choice' | 'multiple-choice' | 'true-false' | 'short-text' | 'essay' }
>

const profiles: Readonly<Record<Profiled['kind'], string>> = {
  'single-choice': 'cc.multiple_choice.v0p1',
  'multiple-choice': 'cc.multiple_response.v0p1',
  'true-false': 'cc.true_false.v0p1',
  'short-text': 'cc.fib.v0p1',
  essay: 'cc.essay.v0p1',
}

/** Whether Common Cartridge knows questions of a type. */
export const isInProfile = (question: PackageQuestion): boolean => profiledOf(question) !== undefined

const profiledOf = (question: PackageQuestion): Profiled | undefined => {
  const typed = typedQuestion(question)
  return typed !== undefined && Object.hasOwn(profiles, typed.kind) ? (typed as Profiled) : undefined
}

export interface WriteQti1Deps {
  readonly fileOf: MarkdownToHtmlOptions['fileOf']
}

export interface WrittenAssessment {
  readonly id: string
  readonly title: string
  readonly timeLimitSeconds?: number | undefined
  readonly attemptLimit?: number | undefined
  /** Markdown above the questions. */
  readonly markdown: string
  readonly questions: readonly PackageQuestion[]
}

/** A quiz in the QTI 1.2 of Common Cartridge; questions that its profile doesn’t know are left out. */
export const writeAssessment = (assessment: WrittenAssessment, deps: WriteQti1Deps): string => {
  const { id, title, timeLimitSeconds, attemptLimit, markdown, questions } = assessment
  const fields = [
    ['cc_profile', 'cc.exam.v0p1'],
    ['qmd_assessmenttype', 'Examination'],
    ['qmd_scoretype', 'Percentage'],
    ...(timeLimitSeconds === undefined
      ? []
      : [['qmd_timelimit', String(Math.max(1, Math.ceil(timeLimitSeconds / 60)))]]),
    ['cc_maxattempts', attemptLimit === undefined ? 'unlimited' : String(attemptLimit)],
  ] as const
  const introduction =
    markdown.trim() === ''
      ? ''
      : `<presentation_material><flow_mat>${material(markdownToHtml(markdown, deps))}</flow_mat></presentation_material>`
  return document(
    `<assessment${attributes({ ident: qtiName(id), title })}>${metadata(fields)}${introduction}<section ident="root_section">\n${items(questions, deps)}</section></assessment>`,
  )
}

/** Questions that no quiz asks. */
export const writeBank = (id: string, questions: readonly PackageQuestion[], deps: WriteQti1Deps): string =>
  document(`<objectbank${attributes({ ident: qtiName(id) })}>\n${items(questions, deps)}</objectbank>`)

const document = (inside: string): string =>
  `${XML_HEAD}<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.imsglobal.org/xsd/ims_qtiasiv1p2 http://www.imsglobal.org/profile/cc/ccv1p3/ccv1p3_qtiasiv1p2p1_v1p0.xsd">\n${inside}\n</questestinterop>\n`

const items = (questions: readonly PackageQuestion[], deps: WriteQti1Deps): string => {
  const name = createQtiNames(questions.map(({ id }) => id))
  return questions
    .flatMap((question) => {
      const typed = profiledOf(question)
      return typed === undefined ? [] : [item(question, typed, name(question.id), deps)]
    })
    .join('')
}

const item = (question: PackageQuestion, typed: Profiled, ident: string, deps: WriteQti1Deps): string => {
  const html = (markdown: string, isInline = false): string => markdownToHtml(markdown, { ...deps, isInline })
  const { presentation, conditions, feedback } = partsOf(typed, html)
  const explanation = question.explanation ?? ''
  const general =
    explanation === ''
      ? ''
      : '<respcondition continue="Yes"><conditionvar><other/></conditionvar><displayfeedback feedbacktype="Response" linkrefid="general_fb"/></respcondition>'
  const messages = [...(explanation === '' ? [] : [['general_fb', html(explanation)] as const]), ...feedback]
  const processing =
    general + conditions === ''
      ? ''
      : `<resprocessing><outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>${general}${conditions}</resprocessing>`
  return [
    `<item${attributes({ ident, title: question.title })}>`,
    `<itemmetadata>${metadata([
      ['cc_profile', profiles[typed.kind]],
      ['cc_weighting', String(question.points)],
    ])}</itemmetadata>`,
    `<presentation>${material(html(question.prompt))}${presentation}</presentation>`,
    processing,
    ...messages.map(
      ([id, text]) => `<itemfeedback${attributes({ ident: id })}><flow_mat>${material(text)}</flow_mat></itemfeedback>`,
    ),
    '</item>\n',
  ].join('')
}

interface ItemParts {
  readonly presentation: string
  readonly conditions: string
  readonly feedback: readonly (readonly [string, string])[]
}

const partsOf = (typed: Profiled, html: (markdown: string, isInline?: boolean) => string): ItemParts => {
  switch (typed.kind) {
    case 'single-choice': {
      const name = createQtiNames(typed.content.choices.map(({ id }) => id))
      const hints = Object.entries(typed.key.hints ?? {}).filter(([id]) =>
        typed.content.choices.some((choice) => choice.id === id),
      )
      const shown = hints
        .map(
          ([id]) =>
            `<respcondition continue="Yes"><conditionvar>${equal(name(id))}</conditionvar><displayfeedback feedbacktype="Response"${attributes({ linkrefid: `${name(id)}_fb` })}/></respcondition>`,
        )
        .join('')
      return {
        presentation: choices(
          'Single',
          typed.content.choices.map(({ id, markdown }) => [name(id), html(markdown, true)]),
        ),
        conditions: `${shown}${rightWhen(equal(name(typed.key.choiceId)))}`,
        feedback: hints.map(([id, markdown]) => [`${name(id)}_fb`, html(markdown)] as const),
      }
    }
    case 'multiple-choice': {
      const name = createQtiNames(typed.content.choices.map(({ id }) => id))
      const right = new Set(typed.key.choiceIds)
      const all = typed.content.choices.map(({ id }) =>
        right.has(id) ? equal(name(id)) : `<not>${equal(name(id))}</not>`,
      )
      return {
        presentation: choices(
          'Multiple',
          typed.content.choices.map(({ id, markdown }) => [name(id), html(markdown, true)]),
        ),
        conditions: rightWhen(`<and>${all.join('')}</and>`),
        feedback: [],
      }
    }
    case 'true-false':
      return {
        presentation: choices('Single', [
          ['true', 'True'],
          ['false', 'False'],
        ]),
        conditions: rightWhen(equal(String(typed.key.isTrue))),
        feedback: [],
      }
    case 'short-text': {
      const isCaseSensitive = typed.key.isCaseSensitive === true ? 'Yes' : 'No'
      const words = typed.key.accepted.map(
        (word) =>
          `<varequal${attributes({ respident: 'response1', case: isCaseSensitive })}>${escapeXml(word)}</varequal>`,
      )
      return {
        presentation:
          '<response_str ident="response1" rcardinality="Single"><render_fib columns="30" rows="1"/></response_str>',
        conditions: rightWhen(words.join('')),
        feedback: [],
      }
    }
    case 'essay':
      return {
        presentation:
          '<response_str ident="response1" rcardinality="Single"><render_fib columns="60" rows="15"/></response_str>',
        conditions: '',
        feedback: [],
      }
  }
}

const choices = (cardinality: string, labels: readonly (readonly [string, string])[]): string =>
  `<response_lid${attributes({ ident: 'response1', rcardinality: cardinality })}><render_choice>${labels.map(([id, html]) => `<response_label${attributes({ ident: id })}>${material(html)}</response_label>`).join('')}</render_choice></response_lid>`

const material = (html: string): string =>
  `<material><mattext texttype="text/html">${escapeXml(html)}</mattext></material>`
const equal = (value: string): string => `<varequal respident="response1">${escapeXml(value)}</varequal>`
const rightWhen = (test: string): string =>
  `<respcondition continue="No"><conditionvar>${test}</conditionvar><setvar action="Set" varname="SCORE">100</setvar></respcondition>`
const metadata = (fields: readonly (readonly string[])[]): string =>
  `<qtimetadata>${fields.map(([label = '', entry = '']) => `<qtimetadatafield><fieldlabel>${escapeXml(label)}</fieldlabel><fieldentry>${escapeXml(entry)}</fieldentry></qtimetadatafield>`).join('')}</qtimetadata>`
