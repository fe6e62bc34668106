import { gappedText } from '@edutrack/shared-schema/questions/gaps/gapped-text'
import { markdownToHtml, type MarkdownToHtmlOptions } from '#html/markdown-to-html.ts'
import type { PackageQuestion } from '#model/course-package.ts'
import { OWN_NAME, writeOwn, type OwnQuestion } from '#model/own-notes.ts'
import { typedQuestion, type TypedQuestion } from '#model/typed-question.ts'
import { attributes, escapeXml, XML_HEAD } from '#xml/write-xml.ts'
import { createQtiNames, qtiName } from './qti-names.ts'

export interface WriteQtiItemDeps {
  readonly fileOf: MarkdownToHtmlOptions['fileOf']
  /** What the item carries beside QTI’s own elements; `question` itself, but that it names files by their paths in the package. */
  readonly own: OwnQuestion
}

/** A question as an item of QTI 3. Undefined for one that is not in the shape of its type. */
export const writeQtiItem = (question: PackageQuestion, { fileOf, own }: WriteQtiItemDeps): string | undefined => {
  const typed = typedQuestion(question)
  if (typed === undefined) return undefined
  const html = (markdown: string, isInline = false): string => markdownToHtml(markdown, { fileOf, isInline })
  const parts = partsOf(typed, question, html)
  const explanation = question.explanation ?? ''
  const feedback = [
    ...parts.feedback,
    ...(explanation === '' ? [] : [modalFeedback('EXPLANATION', 'explanation', html(explanation))]),
  ]
  return [
    XML_HEAD,
    `<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.imsglobal.org/xsd/imsqtiasi_v3p0 https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0p1_v1p0.xsd"${attributes({ identifier: qtiName(question.id), title: question.title, adaptive: false, 'time-dependent': false })}>\n`,
    ...parts.declarations,
    outcome('SCORE', 'float', '0', {
      'normal-maximum': question.points,
      ...(typed.kind === 'essay' ? { 'external-scored': 'human' } : {}),
    }),
    outcome('MAXSCORE', 'float', String(question.points)),
    ...(parts.feedback.length === 0 ? [] : [outcome('FEEDBACK', 'identifier')]),
    ...(explanation === '' ? [] : [outcome('EXPLANATION', 'identifier', 'explanation')]),
    outcome(OWN_NAME, 'string', writeOwn(own)),
    `<qti-item-body>${parts.body}</qti-item-body>\n`,
    parts.processing === '' ? '' : `<qti-response-processing>${parts.processing}</qti-response-processing>\n`,
    ...feedback,
    '</qti-assessment-item>\n',
  ].join('')
}

interface ItemParts {
  readonly declarations: readonly string[]
  readonly body: string
  readonly processing: string
  /** Feedback for single choices. */
  readonly feedback: readonly string[]
}

type ToHtml = (markdown: string, isInline?: boolean) => string

const partsOf = (typed: TypedQuestion, { prompt, points }: PackageQuestion, html: ToHtml): ItemParts => {
  const above = prompt.trim() === '' ? '' : `<div>${html(prompt)}</div>`
  switch (typed.kind) {
    case 'single-choice':
      return singleChoice(typed, above, html)
    case 'multiple-choice':
      return multipleChoice(typed, above, points, html)
    case 'true-false':
      return trueFalse(typed, above)
    case 'short-text':
      return {
        declarations: [
          response('RESPONSE', 'single', 'string', typed.key.accepted.slice(0, 1), wordMapping(typed.key, points)),
        ],
        body: `${above}<p>${textEntry('RESPONSE')}</p>`,
        processing: setOutcome('SCORE', mapResponse('RESPONSE')),
        feedback: [],
      }
    case 'numeric':
      return {
        declarations: [response('RESPONSE', 'single', 'float', [String(typed.key.value)])],
        body: `${above}<p>${textEntry('RESPONSE', typed.content.unit)}</p>`,
        processing: condition(equal('RESPONSE', typed.key), setOutcome('SCORE', variable('MAXSCORE'))),
        feedback: [],
      }
    case 'matching':
      return matching(typed, above, points, html)
    case 'ordering':
      return ordering(typed, above, html)
    case 'gaps':
      return gaps(typed, above, points, html)
    case 'essay':
      return essay(typed, above, html)
  }
}

type Of<Kind extends TypedQuestion['kind']> = Extract<TypedQuestion, { readonly kind: Kind }>

const singleChoice = ({ content, key }: Of<'single-choice'>, above: string, html: ToHtml): ItemParts => {
  const name = createQtiNames(content.choices.map(({ id }) => id))
  const hints = Object.entries(key.hints ?? {}).filter(([id]) => content.choices.some((choice) => choice.id === id))
  return {
    declarations: [response('RESPONSE', 'single', 'identifier', [name(key.choiceId)])],
    body: `${above}${choiceInteraction(
      'RESPONSE',
      1,
      content.choices.map(({ id, markdown }) => [name(id), html(markdown, true)]),
    )}`,
    processing:
      (hints.length === 0 ? '' : setOutcome('FEEDBACK', variable('RESPONSE'))) +
      condition(matchCorrect('RESPONSE'), setOutcome('SCORE', variable('MAXSCORE'))),
    feedback: hints.map(([id, markdown]) => modalFeedback('FEEDBACK', name(id), html(markdown))),
  }
}

const multipleChoice = (
  { content, key }: Of<'multiple-choice'>,
  above: string,
  points: number,
  html: ToHtml,
): ItemParts => {
  const name = createQtiNames(content.choices.map(({ id }) => id))
  const right = new Set(key.choiceIds)
  const share = points / right.size
  const entries = content.choices.map(({ id }): MapEntry => ({ key: name(id), value: right.has(id) ? share : -share }))
  return {
    declarations: [
      response('RESPONSE', 'multiple', 'identifier', [...right].map(name), mapping(entries, { 'lower-bound': 0 })),
    ],
    body: `${above}${choiceInteraction(
      'RESPONSE',
      0,
      content.choices.map(({ id, markdown }) => [name(id), html(markdown, true)]),
    )}`,
    processing: setOutcome('SCORE', mapResponse('RESPONSE')),
    feedback: [],
  }
}

const trueFalse = ({ key }: Of<'true-false'>, above: string): ItemParts => ({
  declarations: [response('RESPONSE', 'single', 'identifier', [String(key.isTrue)])],
  body: `${above}${choiceInteraction('RESPONSE', 1, [
    ['true', 'True'],
    ['false', 'False'],
  ])}`,
  processing: condition(matchCorrect('RESPONSE'), setOutcome('SCORE', variable('MAXSCORE'))),
  feedback: [],
})

const matching = ({ content, key }: Of<'matching'>, above: string, points: number, html: ToHtml): ItemParts => {
  const item = createQtiNames(
    content.items.map(({ id }) => id),
    'i-',
  )
  const match = createQtiNames(
    content.matches.map(({ id }) => id),
    'm-',
  )
  const pairs = content.items.flatMap(({ id }) =>
    key.pairs[id] === undefined ? [] : [`${item(id)} ${match(key.pairs[id])}`],
  )
  const share = points / content.items.length
  const set = (
    parts: readonly { readonly id: string; readonly markdown: string }[],
    name: (id: string) => string,
    most: number,
  ): string =>
    `<qti-simple-match-set>${parts.map(({ id, markdown }) => `<qti-simple-associable-choice${attributes({ identifier: name(id), 'match-max': most })}>${html(markdown, true)}</qti-simple-associable-choice>`).join('')}</qti-simple-match-set>`
  return {
    declarations: [
      response(
        'RESPONSE',
        'multiple',
        'directedPair',
        pairs,
        mapping(pairs.map((pair) => ({ key: pair, value: share }))),
      ),
    ],
    body: `${above}<qti-match-interaction response-identifier="RESPONSE" max-associations="0">${set(content.items, item, 1)}${set(content.matches, match, 0)}</qti-match-interaction>`,
    processing: setOutcome('SCORE', mapResponse('RESPONSE')),
    feedback: [],
  }
}

const ordering = ({ content, key }: Of<'ordering'>, above: string, html: ToHtml): ItemParts => {
  const name = createQtiNames(content.items.map(({ id }) => id))
  return {
    declarations: [response('RESPONSE', 'ordered', 'identifier', key.order.map(name))],
    body: `${above}<qti-order-interaction response-identifier="RESPONSE" shuffle="false">${content.items.map(({ id, markdown }) => simpleChoice(name(id), html(markdown, true))).join('')}</qti-order-interaction>`,
    processing: condition(matchCorrect('RESPONSE'), setOutcome('SCORE', variable('MAXSCORE'))),
    feedback: [],
  }
}

/** The text is made into HTML whole, so that a paragraph with a gap in it stays one; then the gaps are put in. */
const gaps = ({ content, key }: Of<'gaps'>, above: string, points: number, html: ToHtml): ItemParts => {
  const share = points / content.gaps.length
  const declarations: string[] = []
  const processing: string[] = []
  const names = createQtiNames(
    content.gaps.map(({ id }) => id),
    'RESPONSE-',
  )
  const fields = new Map<string, string>()
  for (const gap of content.gaps) {
    const name = names(gap.id)
    const right = key.gaps[gap.id]
    const add = setOutcome('SCORE', `<qti-sum>${variable('SCORE')}${baseValue('float', String(share))}</qti-sum>`)
    if (gap.kind === 'chosen') {
      const option = createQtiNames(gap.options.map(({ id }) => id))
      const rightOption = right !== undefined && 'optionId' in right ? [option(right.optionId)] : []
      declarations.push(response(name, 'single', 'identifier', rightOption))
      processing.push(condition(matchCorrect(name), add))
      fields.set(
        gap.id,
        `<qti-inline-choice-interaction${attributes({ 'response-identifier': name, shuffle: false })}>${gap.options.map(({ id, markdown }) => `<qti-inline-choice${attributes({ identifier: option(id) })}>${html(markdown, true)}</qti-inline-choice>`).join('')}</qti-inline-choice-interaction>`,
      )
    } else {
      fields.set(gap.id, textEntry(name))
      if (right !== undefined && 'value' in right) {
        declarations.push(response(name, 'single', 'float', [String(right.value)]))
        processing.push(condition(equal(name, right), add))
      } else {
        const accepted = right !== undefined && 'accepted' in right ? right : { accepted: [] }
        declarations.push(
          response(name, 'single', 'string', accepted.accepted.slice(0, 1), wordMapping(accepted, share)),
        )
        processing.push(setOutcome('SCORE', `<qti-sum>${variable('SCORE')}${mapResponse(name)}</qti-sum>`))
      }
    }
  }
  // Gaps stand in the text's HTML as they do in its Markdown.
  const body = gappedText(html(content.text), content.gaps)
    .map((part) => ('gapId' in part ? (fields.get(part.gapId) ?? '') : part.markdown))
    .join('')
  return { declarations, body: `${above}<div>${body}</div>`, processing: processing.join(''), feedback: [] }
}

const essay = ({ content, key }: Of<'essay'>, above: string, html: ToHtml): ItemParts => {
  const criteria = (content.rubric ?? []).map(
    ({ title, markdown, points }) =>
      `- **${title.replace(/[\\*_`[\]<]/g, '\\$&')}** (${String(points)})${markdown === undefined ? '' : `: ${markdown}`}`,
  )
  const notes = [
    ...(key.notes === undefined ? [] : [key.notes]),
    ...(criteria.length === 0 ? [] : [criteria.join('\n')]),
  ].join('\n\n')
  const rubric =
    notes === ''
      ? ''
      : `<qti-rubric-block use="scoring" view="scorer"><qti-content-body>${html(notes)}</qti-content-body></qti-rubric-block>`
  return {
    declarations: [response('RESPONSE', 'single', 'string', [])],
    body: `${above}<qti-extended-text-interaction response-identifier="RESPONSE"/>${rubric}`,
    processing: '',
    feedback: [],
  }
}

interface MapEntry {
  readonly key: string
  readonly value: number
  readonly isCaseSensitive?: boolean
}

const response = (id: string, cardinality: string, baseType: string, right: readonly string[], map = ''): string => {
  const correct =
    right.length === 0
      ? ''
      : `<qti-correct-response>${right.map((value) => `<qti-value>${escapeXml(value)}</qti-value>`).join('')}</qti-correct-response>`
  return `<qti-response-declaration${attributes({ identifier: id, cardinality, 'base-type': baseType })}>${correct}${map}</qti-response-declaration>\n`
}

const mapping = (entries: readonly MapEntry[], bounds: Readonly<Record<string, number>> = {}): string =>
  entries.length === 0
    ? ''
    : `<qti-mapping${attributes({ 'default-value': 0, ...bounds })}>${entries.map(({ key, value, isCaseSensitive }) => `<qti-map-entry${attributes({ 'map-key': key, 'mapped-value': value, 'case-sensitive': isCaseSensitive })}/>`).join('')}</qti-mapping>`

const wordMapping = (
  {
    accepted,
    isCaseSensitive = false,
  }: { readonly accepted: readonly string[]; readonly isCaseSensitive?: boolean | undefined },
  points: number,
): string => mapping(accepted.map((key) => ({ key, value: points, isCaseSensitive })))

const outcome = (
  id: string,
  baseType: string,
  initial?: string,
  more: Readonly<Record<string, string | number>> = {},
): string => {
  const value =
    initial === undefined ? '' : `<qti-default-value><qti-value>${escapeXml(initial)}</qti-value></qti-default-value>`
  return `<qti-outcome-declaration${attributes({ identifier: id, cardinality: 'single', 'base-type': baseType, ...more })}>${value}</qti-outcome-declaration>\n`
}

const simpleChoice = (id: string, html: string): string =>
  `<qti-simple-choice${attributes({ identifier: id })}>${html}</qti-simple-choice>`
const choiceInteraction = (id: string, most: number, choices: readonly (readonly [string, string])[]): string =>
  `<qti-choice-interaction${attributes({ 'response-identifier': id, 'max-choices': most, shuffle: false })}>${choices.map(([name, html]) => simpleChoice(name, html)).join('')}</qti-choice-interaction>`
const textEntry = (id: string, placeholder?: string): string =>
  `<qti-text-entry-interaction${attributes({ 'response-identifier': id, 'placeholder-text': placeholder })}/>`
const modalFeedback = (outcomeId: string, id: string, html: string): string =>
  `<qti-modal-feedback${attributes({ 'outcome-identifier': outcomeId, identifier: id, 'show-hide': 'show' })}><qti-content-body>${html}</qti-content-body></qti-modal-feedback>\n`

const variable = (id: string): string => `<qti-variable${attributes({ identifier: id })}/>`
const mapResponse = (id: string): string => `<qti-map-response${attributes({ identifier: id })}/>`
const baseValue = (baseType: string, value: string): string =>
  `<qti-base-value${attributes({ 'base-type': baseType })}>${escapeXml(value)}</qti-base-value>`
const setOutcome = (id: string, value: string): string =>
  `<qti-set-outcome-value${attributes({ identifier: id })}>${value}</qti-set-outcome-value>`
const matchCorrect = (id: string): string =>
  `<qti-match>${variable(id)}<qti-correct${attributes({ identifier: id })}/></qti-match>`
const equal = (
  id: string,
  { value, tolerance = 0 }: { readonly value: number; readonly tolerance?: number | undefined },
): string =>
  `<qti-equal${attributes(tolerance === 0 ? { 'tolerance-mode': 'exact' } : { 'tolerance-mode': 'absolute', tolerance: `${String(tolerance)} ${String(tolerance)}` })}>${variable(id)}${baseValue('float', String(value))}</qti-equal>`
const condition = (test: string, then: string): string =>
  `<qti-response-condition><qti-response-if>${test}${then}</qti-response-if></qti-response-condition>`
