import { strToU8 } from 'fflate'
import { expect, test } from 'vitest'
import { importPackage } from '#import-package.ts'

const read = async (items: string, assessment = '') => {
  const xml = `<?xml version="1.0"?><questestinterop><assessment ident="a" title="A quiz">${assessment}<section ident="s">${items}</section></assessment></questestinterop>`
  const result = await importPackage(strToU8(xml))
  if (result.outcome !== 'read') throw new Error(JSON.stringify(result))
  return result
}
const smart = (text: string): string =>
  `<material><mat_extension><mat_formattedtext type="SMART_TEXT">${text}</mat_formattedtext></mat_extension></material>`
const label = (id: string, text: string): string =>
  `<flow_label class="Block"><response_label ident="${id}"><flow_mat>${smart(text)}</flow_mat></response_label></flow_label>`

test('Blackboard: flows, formatted text, all points by name, one condition for each answer', async () => {
  const { course, report } = await read(
    `<item maxattempts="0"><itemmetadata><bbmd_questiontype>Multiple Answer</bbmd_questiontype><qmd_absolutescore_max>10.0</qmd_absolutescore_max></itemmetadata>
     <presentation><flow class="Block"><flow class="QUESTION_BLOCK">${smart('&lt;p&gt;Which are &lt;b&gt;sugars&lt;/b&gt;?&lt;br&gt;Choose.&lt;/p&gt;')}</flow><flow class="RESPONSE_BLOCK"><response_lid ident="response" rcardinality="Multiple"><render_choice>${label('x1', 'Glucose')}${label('x2', 'Salt')}${label('x3', 'Fructose')}</render_choice></response_lid></flow></flow></presentation>
     <resprocessing><outcomes><decvar varname="SCORE" vartype="Decimal" maxvalue="10.0"/></outcomes><respcondition title="correct"><conditionvar><and><varequal respident="response" case="No">x1</varequal><not><varequal respident="response">x2</varequal></not><varequal respident="response">x3</varequal></and></conditionvar><setvar variablename="SCORE" action="Set">SCORE.max</setvar></respcondition><respcondition title="incorrect"><conditionvar><other/></conditionvar><setvar variablename="SCORE" action="Set">0.0</setvar></respcondition></resprocessing></item>
     <item><itemmetadata><bbmd_questiontype>Fill in the Blank</bbmd_questiontype></itemmetadata><presentation><flow><flow>${smart('A sugar in milk?')}</flow><flow><response_str ident="response"><render_fib fibtype="String"/></response_str></flow></flow></presentation><resprocessing><outcomes><decvar varname="SCORE" maxvalue="1"/></outcomes>${['lactose', 'milk sugar'].map((word) => `<respcondition><conditionvar><varequal respident="response" case="No">${word}</varequal></conditionvar><setvar action="Set">SCORE.max</setvar></respcondition>`).join('')}<respcondition title="incorrect"><conditionvar><other/></conditionvar><setvar action="Set">0</setvar></respcondition></resprocessing></item>
     <item><itemmetadata><bbmd_questiontype>Numeric</bbmd_questiontype></itemmetadata><presentation><flow>${smart('How many carbons?')}<response_num ident="response"><render_fib fibtype="Decimal"/></response_num></flow></presentation><resprocessing><outcomes><decvar varname="SCORE" maxvalue="1"/></outcomes><respcondition><conditionvar><vargte respident="response">5.5</vargte><varlte respident="response">6.5</varlte><varequal respident="response">6</varequal></conditionvar><setvar action="Set">SCORE.max</setvar></respcondition></resprocessing></item>`,
  )
  expect(course.questions).toMatchObject([
    {
      kind: 'multiple-choice',
      prompt: 'Which are **sugars**?\\\nChoose.',
      key: { choiceIds: ['x1', 'x3'] },
      points: 10,
    },
    { kind: 'short-text', key: { accepted: ['lactose', 'milk sugar'] } },
    { kind: 'numeric', key: { value: 6 } },
  ])
  expect(report.items.map(({ type }) => type)).toEqual(['multiple-choice', 'short-text', 'numeric', 'quiz'])
})

test('an order, a picture by its address, plain text with line breaks', async () => {
  const plain = (text: string): string => `<material><mattext>${text}</mattext></material>`
  const { course } = await read(
    `<item ident="o"><presentation>${plain('Order\nthese: 1 &lt; 2')}<response_lid ident="r" rcardinality="Ordered"><render_choice>${['a', 'b', 'c'].map((id) => `<response_label ident="${id}">${plain(id)}</response_label>`).join('')}</render_choice></response_lid></presentation><resprocessing><outcomes><decvar maxvalue="3" minvalue="0"/></outcomes><respcondition><conditionvar><varequal respident="r">c</varequal><varequal respident="r">a</varequal><varequal respident="r">b</varequal></conditionvar><setvar action="Set">3</setvar></respcondition></resprocessing></item>`,
    '<qtimetadata><qtimetadatafield><fieldlabel>qmd_timelimit</fieldlabel><fieldentry>PT1H30M</fieldentry></qtimetadatafield></qtimetadata>',
  )
  expect(course.questions[0]).toMatchObject({
    kind: 'ordering',
    prompt: 'Order\\\nthese: 1 \\< 2',
    key: { order: ['c', 'a', 'b'] },
  })
  expect(course.modules[0]?.units[0]?.quiz?.timeLimitSeconds).toBe(5400)
})
