import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { importPackage } from '#import-package.ts'

const imported = async (bytes: Uint8Array) => {
  const result = await importPackage(bytes)
  if (result.outcome !== 'read') throw new Error(JSON.stringify(result))
  return result
}
const item = (declarations: string, body: string, processing = '', after = '', attributes = ''): Uint8Array =>
  strToU8(
    `<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i" title="Item" adaptive="false" ${attributes}>${declarations}<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>${body === '' ? '' : `<itemBody>${body}</itemBody>`}${processing === '' ? '' : `<responseProcessing>${processing}</responseProcessing>`}${after}</assessmentItem>`,
  )
const questionOf = async (bytes: Uint8Array) => {
  const { course, report } = await imported(bytes)
  return { question: course.questions[0], reason: report.items[0]?.reason, questions: course.questions }
}

const choice =
  '<choiceInteraction responseIdentifier="R" maxChoices="1"><prompt>Which?</prompt><simpleChoice identifier="A">a</simpleChoice><simpleChoice identifier="B">b</simpleChoice><simpleChoice identifier="C">c</simpleChoice></choiceInteraction>'
const one = (right: string): string =>
  `<responseDeclaration identifier="R" cardinality="single" baseType="identifier">${right === '' ? '' : `<correctResponse><value>${right}</value></correctResponse>`}</responseDeclaration>`
const variable = '<variable identifier="R"/>'
const value = (type: string, text: string): string => `<baseValue baseType="${type}">${text}</baseValue>`
const score = (amount: string): string =>
  `<setOutcomeValue identifier="SCORE">${value('float', amount)}</setOutcomeValue>`
const when = (test: string, amount: string): string =>
  `<responseCondition><responseIf>${test}${score(amount)}</responseIf></responseCondition>`

describe('rules that say what is right without a correct response', () => {
  test.each([
    ['match', when(`<match>${variable}${value('identifier', 'B')}</match>`, '1')],
    [
      'not and or',
      when(
        `<not><or><match>${variable}${value('identifier', 'A')}</match><match>${variable}${value('identifier', 'C')}</match></or></not>`,
        '5',
      ),
    ],
    ['member', when(`<member>${variable}<multiple>${value('identifier', 'B')}</multiple></member>`, '1')],
    [
      'else',
      `<responseCondition><responseIf><match>${variable}${value('identifier', 'A')}</match>${score('0')}</responseIf><responseElseIf><match>${variable}${value('identifier', 'C')}</match>${score('0')}</responseElseIf><responseElse>${score('2')}</responseElse></responseCondition>`,
    ],
    [
      'exit',
      `${when(`<match>${variable}${value('identifier', 'B')}</match>`, '1').replace('</responseIf>', '<exitResponse/></responseIf>')}${score('0')}`,
    ],
  ])('%s', async (_, rule) => {
    const { question, reason } = await questionOf(item(one(''), choice, rule))
    expect(question).toMatchObject({ kind: 'single-choice', key: { choiceId: 'B' } })
    expect(reason).toBe('')
  })
  test('without any rule, the correct response counts', async () => {
    expect((await questionOf(item(one('C'), choice))).question?.key).toEqual({ choiceId: 'C' })
  })
  test('with nothing that says it, it is skipped', async () => {
    expect((await questionOf(item(one(''), choice))).reason).toBe('It does not say which answer is right.')
  })
  test('points for a second choice are a loss', async () => {
    const rule =
      when(`<match>${variable}${value('identifier', 'B')}</match>`, '4') +
      when(`<match>${variable}${value('identifier', 'C')}</match>`, '1')
    const { question, reason } = await questionOf(item(one('B'), choice, rule))
    expect(question?.points).toBe(4)
    expect(reason).toBe('The answer “c” earned 25 %; here only one choice is right.')
  })
})

const number = (right: string): string =>
  `<responseDeclaration identifier="R" cardinality="single" baseType="float">${right === '' ? '' : `<correctResponse><value>${right}</value></correctResponse>`}</responseDeclaration>`
const field = '<p>How much?</p><p><textEntryInteraction responseIdentifier="R"/></p>'

describe('tolerances, however they are written', () => {
  test.each([
    [
      'absolute',
      '12.5',
      when(`<equal toleranceMode="absolute" tolerance="0.25 0.25">${variable}<correct identifier="R"/></equal>`, '1'),
      { value: 12.5, tolerance: 0.25 },
    ],
    [
      'relative',
      '200',
      when(`<equal toleranceMode="relative" tolerance="1 1">${variable}<correct identifier="R"/></equal>`, '1'),
      { value: 200, tolerance: 2 },
    ],
    [
      'exact',
      '-7',
      when(`<equal toleranceMode="exact">${variable}<correct identifier="R"/></equal>`, '1'),
      { value: -7 },
    ],
    ['match', '42', when(`<match>${variable}<correct identifier="R"/></match>`, '1'), { value: 42 }],
    [
      'two bounds',
      '',
      when(
        `<and><gte>${variable}${value('float', '0.1')}</gte><lte>${variable}${value('float', '0.3')}</lte></and>`,
        '1',
      ),
      { value: 0.2, tolerance: 0.1 },
    ],
    [
      'a difference',
      '10',
      when(
        `<lte><product><subtract>${variable}${value('float', '10')}</subtract><subtract>${variable}${value('float', '10')}</subtract></product>${value('float', '4')}</lte>`,
        '1',
      ),
      { value: 10, tolerance: 2 },
    ],
  ])('%s', async (_, right, rule, key) => {
    const { question, reason } = await questionOf(item(number(right), field, rule))
    expect(question).toMatchObject({ kind: 'numeric', prompt: 'How much?' })
    expect(question?.key).toEqual(key)
    expect(reason).toBe('')
  })
  test('a bound on one side only is told', async () => {
    const { reason } = await questionOf(
      item(number('5'), field, when(`<gte>${variable}${value('float', '5')}</gte>`, '1')),
    )
    expect(reason).toMatch(/Any number above/)
  })
})

test('several interactions of a text are taken apart: gaps together, others each for itself', async () => {
  const declarations = `${one('B')}<responseDeclaration identifier="W" cardinality="single" baseType="string"><correctResponse><value>king</value></correctResponse></responseDeclaration><responseDeclaration identifier="L" cardinality="single" baseType="identifier"><correctResponse><value>y</value></correctResponse></responseDeclaration>`
  const body = `<p>A story.</p>${choice}<p>The <textEntryInteraction responseIdentifier="W"/> was <inlineChoiceInteraction responseIdentifier="L"><inlineChoice identifier="x">good</inlineChoice><inlineChoice identifier="y">bad</inlineChoice></inlineChoiceInteraction>.</p>`
  const rule = ['R', 'W', 'L']
    .map(
      (id) =>
        `<responseCondition><responseIf><match><variable identifier="${id}"/><correct identifier="${id}"/></match><setOutcomeValue identifier="SCORE"><sum><variable identifier="SCORE"/>${value('float', '1')}</sum></setOutcomeValue></responseIf></responseCondition>`,
    )
    .join('')
  const { questions, reason } = await questionOf(item(declarations, body, rule))
  expect(questions).toMatchObject([
    { kind: 'single-choice', title: 'Item (1 of 2)', prompt: 'A story.\n\nWhich?', key: { choiceId: 'B' } },
    {
      kind: 'gaps',
      content: { text: 'The [[1]] was [[2]].' },
      key: { gaps: { 1: { accepted: ['king'] }, 2: { optionId: 'y' } } },
      points: 2,
    },
  ])
  expect(reason).toMatch(/2 questions in one/)
})

test('a passage in a file of its own stands in the question, with its pictures', async () => {
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])
  const { course, report } = await imported(
    zipSync({
      'items/i.xml': item(
        one('A'),
        `<div><object data="../shared/islands.html" type="text/html"/></div>${choice}`,
        '',
        '',
      ),
      'shared/islands.html': strToU8(
        '<html><body><h2>Islands</h2><p>They are <b>small</b>. <img src="map.png" alt="Map"/></p></body></html>',
      ),
      'shared/map.png': png,
    }),
  )
  expect(course.questions[0]?.prompt).toBe('## Islands\n\nThey are **small**. ![Map](file:map-png)\n\nWhich?')
  expect(report.items.map(({ status }) => status)).toEqual(['imported'])
})

test.each([
  ['<hotspotInteraction responseIdentifier="R"/>', /picture/],
  ['<uploadInteraction responseIdentifier="R"/>', /handing in a file/],
  ['<drawingInteraction responseIdentifier="R"/>', /drawing/],
  ['<mediaInteraction responseIdentifier="R"/>', /watching or listening/],
  ['<customInteraction responseIdentifier="R"/>', /program of its own/],
  ['<p>Only a text.</p>', /text without a question/],
  ['<fooInteraction responseIdentifier="R"/>', /“foo”/],
])('%s has no place, and that is said', async (body, reason) => {
  expect((await questionOf(item(one(''), body))).reason).toMatch(reason)
})

test('a rule made to take for ever is given up', async () => {
  const deep =
    Array.from({ length: 100 }, () => '<sum>').join('') + value('float', '1').repeat(3000) + '</sum>'.repeat(100)
  const begin = performance.now()
  const { reason } = await questionOf(
    item(one('A'), choice, `<setOutcomeValue identifier="SCORE">${deep}</setOutcomeValue>`.repeat(20)),
  )
  expect(performance.now() - begin).toBeLessThan(5000)
  expect(reason).toMatch(/rule/)
})
