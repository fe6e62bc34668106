import { parseNumber } from '@edutrack/shared-schema/questions/numeric/numeric'
import { looksLikeHtml, parseHtml } from '#html/parse-html.ts'
import { defaultLimits } from '#limits.ts'
import {
  FEEDBACK_MOVED,
  matchingOf,
  multipleChoiceOf,
  numericOf,
  orderingOf,
  shortTextOf,
  singleChoiceOf,
  trueFalseOf,
  type WeightedAnswer,
} from '#model/build-question.ts'
import { UnusableItem } from '#problems.ts'
import { childNamed, childrenNamed, textAt, textOf, type XmlElement } from '#xml/xml-node.ts'
import { clozeOf } from './moodle-cloze.ts'
import { dragIntoTextOf, gapFillOf } from './moodle-gaps.ts'
import type { MoodleBuilt, MoodleScope, ReadMoodleType } from './moodle-scope.ts'
import { rawText } from './moodle-text.ts'

const isTrue = (text: string): boolean => text === 'true' || text === '1'

const answersOf = async (scope: MoodleScope, isTyped: boolean): Promise<readonly WeightedAnswer[]> => {
  const answers: WeightedAnswer[] = []
  for (const answer of childrenNamed(scope.source, 'answer'))
    answers.push({
      text: isTyped ? typedText(answer) : await scope.line(answer),
      fraction: Number(answer.attributes['fraction'] ?? '0') / 100,
      feedback: await scope.markdown(childNamed(answer, 'feedback')),
    })
  return answers
}

/** What somebody is to type, without tags. */
export const typedText = (holder: XmlElement): string => {
  const raw = rawText(holder)
  return (looksLikeHtml(raw) ? parseHtml(raw, defaultLimits).map(textOf).join('') : raw).trim()
}

/** Moodle's own words, which stand in every export. */
const usual = /^Your answer is (correct|partially correct|incorrect)\.$/

const noteCombinedFeedback = async ({ source, losses, line }: MoodleScope): Promise<void> => {
  for (const name of ['correctfeedback', 'partiallycorrectfeedback', 'incorrectfeedback']) {
    const text = await line(childNamed(source, name))
    if (text !== '' && !usual.test(text))
      losses.add('Words for right and wrong answers as a whole are not kept: here the app says which they are.')
  }
}

const choice =
  (isMany: (source: XmlElement) => boolean): ReadMoodleType =>
  async (scope) => {
    await noteCombinedFeedback(scope)
    const answers = await answersOf(scope, false)
    return isMany(scope.source) ? multipleChoiceOf(answers, scope.losses) : singleChoiceOf(answers, scope.losses)
  }

const allOrNothing: ReadMoodleType = async (scope) => {
  const built = await choice(() => true)(scope)
  scope.losses.add('All or nothing was earned; here each right choice earns its part.')
  return built
}

/** The plug-in keeps rightness, not weights. */
const openUniversityMultiple: ReadMoodleType = async (scope) => {
  const answers = (await answersOf(scope, false)).map((answer, index) => {
    const source = childrenNamed(scope.source, 'answer')[index] as XmlElement
    const isRight = isTrue(textAt(source, 'correctanswer')) || answer.fraction > 0
    return { ...answer, fraction: isRight ? 1 : 0 }
  })
  return multipleChoiceOf(answers, scope.losses)
}

const truth: ReadMoodleType = async (scope) => {
  const answers = await answersOf(scope, true)
  const right = answers.find(({ fraction }) => fraction > 0)
  if (right === undefined) throw new UnusableItem('No answer is marked as right.')
  const notes = answers.map(({ feedback }) => feedback).filter((feedback) => feedback !== '')
  if (notes.length > 0) scope.losses.add(FEEDBACK_MOVED)
  return { ...trueFalseOf(/^(true|t|1|richtig|wahr|vrai|verdadero)$/i.test(right.text)), notes }
}

const typed: ReadMoodleType = async (scope) =>
  shortTextOf(await answersOf(scope, true), isTrue(textAt(scope.source, 'usecase')), scope.losses)

const numeric: ReadMoodleType = async (scope) => {
  const { source, losses } = scope
  const sources = childrenNamed(source, 'answer')
  const answers = (await answersOf(scope, true)).map((answer, index) => ({
    ...answer,
    value: parseNumber(answer.text),
    tolerance: parseNumber(textAt(sources[index], 'tolerance')) ?? 0,
  }))
  const units = childrenNamed(childNamed(source, 'units'), 'unit')
  if (units.length > 1) losses.add('Only one unit is taken with a number; other units are not converted.')
  const unit = units.find((each) => Number(textAt(each, 'multiplier')) === 1)
  return numericOf(answers, unit === undefined ? undefined : textAt(unit, 'unit_name'), losses)
}

const matching: ReadMoodleType = async (scope) => {
  await noteCombinedFeedback(scope)
  const pairs: { item: string; match: string }[] = []
  for (const pair of childrenNamed(scope.source, 'subquestion'))
    pairs.push({ item: await scope.line(pair), match: await scope.line(childNamed(pair, 'answer')) })
  return matchingOf(pairs)
}

const ordering: ReadMoodleType = async (scope) => {
  await noteCombinedFeedback(scope)
  const { source, losses } = scope
  const sources = childrenNamed(source, 'answer')
  const places = sources.map(({ attributes }) => Number(attributes['fraction']))
  const isNumbered = new Set(places).size === sources.length && places.every(Number.isFinite)
  const sorted = isNumbered
    ? sources.toSorted((a, b) => Number(a.attributes['fraction']) - Number(b.attributes['fraction']))
    : sources
  const texts: string[] = []
  for (const answer of sorted) texts.push(await scope.line(answer))
  const count = Number(textAt(source, 'selectcount') || '0')
  if (!/^(ALL|0)?$/i.test(textAt(source, 'selecttype')) && count > 0 && count < texts.length)
    losses.add('It asked for some of the items only; here all are put in order.')
  if (!/^(LONGEST_ORDERED_SUBSET|5)$/i.test(textAt(source, 'gradingtype')))
    losses.add('A partly right order earns by another rule here: by the items that would have to be moved.')
  return orderingOf(texts)
}

const essay: ReadMoodleType = async (scope) => {
  const { source, losses } = scope
  if (textAt(source, 'responseformat') === 'noinline')
    throw new UnusableItem('It is answered by handing in files, which questions here can’t take.')
  if (Number(textAt(source, 'attachments') || '0') !== 0) losses.add('Files can’t be handed in with the text.')
  if (textAt(source, 'responsetemplate', 'text') !== '') losses.add('The template for the answer is not kept.')
  const notes = await scope.markdown(childNamed(source, 'graderinfo'))
  const words = (name: string): number | undefined => {
    const count = Number(textAt(source, name) || '0')
    return Number.isInteger(count) && count > 0 ? count : undefined
  }
  const minWords = words('minwordlimit')
  const maxWords = words('maxwordlimit')
  return {
    kind: 'essay',
    content: { ...(minWords === undefined ? {} : { minWords }), ...(maxWords === undefined ? {} : { maxWords }) },
    key: notes === '' ? {} : { notes },
  }
}

/** Moodle's types, those of well-known plug-ins among them, that have a type here. */
export const moodleTypes: Readonly<Record<string, (scope: MoodleScope) => Promise<MoodleBuilt>>> = {
  multichoice: choice((source) => ['false', '0'].includes(textAt(source, 'single'))),
  multichoiceset: allOrNothing,
  oumultiresponse: openUniversityMultiple,
  truefalse: truth,
  shortanswer: typed,
  numerical: numeric,
  matching,
  match: matching,
  ddmatch: matching,
  ordering,
  essay,
  essayautograde: essay,
  cloze: clozeOf,
  multianswer: clozeOf,
  gapselect: dragIntoTextOf('selectoption'),
  ddwtos: dragIntoTextOf('dragbox'),
  gapfill: gapFillOf,
}
