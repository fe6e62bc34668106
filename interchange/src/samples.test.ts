import { describe, expect, test } from 'vitest'
import { importPackage, type ImportResult } from './import-package.ts'
import type { PackageQuestion } from './model/course-package.ts'
import { typedQuestion } from './model/typed-question.ts'
import { sampleBytes } from './testing/pack-folder.ts'

type Read = Extract<ImportResult, { readonly outcome: 'read' }>

const read = async (name: string): Promise<Read> => {
  const result = await importPackage(sampleBytes(name), { name })
  if (result.outcome !== 'read') throw new Error(JSON.stringify(result))
  return result
}
const counts = ({ report }: Read) => {
  const of = (status: string): number => report.items.filter((item) => item.status === status).length
  return {
    imported: of('imported'),
    lossy: of('lossy'),
    skipped: of('skipped'),
    units: report.units,
    files: report.files,
  }
}
const named = ({ course }: Read, title: string): PackageQuestion => {
  const found = course.questions.find((question) => question.title === title)
  if (found === undefined) throw new Error(`no question ${title}`)
  return found
}
const reasonOf = ({ report }: Read, title: string): string | undefined =>
  report.items.find((item) => item.title === title)?.reason

describe.each([
  ['plants.gift.txt', 'GIFT', { imported: 11, lossy: 4, skipped: 4, units: 0, files: 0 }],
  ['rivers.moodle.xml', 'Moodle XML', { imported: 10, lossy: 7, skipped: 10, units: 0, files: 1 }],
  ['kitchen.gift.txt', 'GIFT', { imported: 16, lossy: 4, skipped: 1, units: 0, files: 0 }],
  ['all-types.moodle.xml', 'Moodle XML', { imported: 10, lossy: 1, skipped: 9, units: 0, files: 0 }],
  ['volcanoes.qti21', 'QTI 2', { imported: 10, lossy: 10, skipped: 4, units: 1, files: 1 }],
  ['oceans.qti3', 'QTI 3', { imported: 5, lossy: 2, skipped: 1, units: 1, files: 1 }],
  ['soil.imscc', 'Common Cartridge', { imported: 10, lossy: 3, skipped: 1, units: 6, files: 3 }],
  ['weather.canvas-imscc', 'Common Cartridge', { imported: 14, lossy: 4, skipped: 8, units: 7, files: 2 }],
])('%s', (name, format, expected) => {
  test('everything in it is counted', async () => {
    const result = await read(name)
    expect(result.report.format).toBe(format)
    expect(counts(result)).toEqual(expected)
    for (const { status, reason, title } of result.report.items) {
      expect(title).not.toBe('')
      expect(reason === '').toBe(status === 'imported')
      // Sentences for people, not codes.
      if (reason !== '') expect(reason).toMatch(/^[A-Z0-9“][^]*[.…]$/)
    }
  })
  test('what came in is whole: questions in the shape of their types, quizzes and texts that name what is there', async () => {
    const { course, report } = await read(name)
    const questions = new Set(course.questions.map(({ id }) => id))
    const files = new Set(course.files.map(({ id }) => id))
    const units = new Set(course.modules.flatMap((module) => module.units.map(({ id }) => id)))
    expect(questions.size).toBe(course.questions.length)
    for (const question of course.questions) expect(typedQuestion(question), question.title).toBeDefined()
    for (const unit of course.modules.flatMap((module) => module.units))
      for (const id of unit.quiz?.questionIds ?? []) expect(questions).toContain(id)
    const texts = JSON.stringify([course.questions, course.modules])
    for (const [, id] of texts.matchAll(/\]\(file:([^)\s"]+)/g))
      expect(files).toContain(decodeURIComponent(id as string))
    for (const [, id] of texts.matchAll(/\]\(unit:([^)\s"\\]+)/g)) expect(units).toContain(id)
    expect(texts).not.toMatch(/<script|javascript:|onclick|@@PLUGINFILE@@|IMS-CC-FILEBASE/)
    expect(report.units).toBe(units.size)
    expect(report.files).toBe(files.size)
  })
})

test('GIFT: feedback, weights, gaps, escapes, formats', async () => {
  const gift = await read('plants.gift.txt')
  expect(named(gift, 'Green')).toMatchObject({
    id: 'green',
    prompt: 'Why are leaves **green**?',
    key: { choiceId: 'a', hints: { b: 'That is red, and iron.' } },
    explanation: 'Chlorophyll takes red and blue light and leaves the green.',
    tags: ['Biology / Plants', 'leaf'],
  })
  expect(named(gift, 'Gases').key).toEqual({ choiceIds: ['a', 'b'] })
  expect(named(gift, 'Missing word').content).toMatchObject({ text: 'Mahatma [[1]] led the salt march.' })
  expect(named(gift, 'Range').key).toEqual({ value: 3, tolerance: 2 })
  expect(named(gift, 'Escapes')).toMatchObject({
    prompt: 'What is {1, 2} = {2, 1} \\~ # : \\\\ called?\\\nSay it.',
    key: { accepted: ['a set', 'eine Menge'] },
  })
  expect(named(gift, 'Maths')).toMatchObject({
    prompt: 'What is **half** of $x^2$?',
    content: { choices: [{ markdown: '$\\frac{x^2}{2}$' }, { markdown: '$x$' }] },
  })
  expect(reasonOf(gift, 'Broken')).toBe('The brace that ends its answers is missing.')
  expect(named(gift, 'After the broken one').kind).toBe('true-false')
})

test('Moodle XML: pictures within, units, cloze, dragged words, order, what has no place', async () => {
  const moodle = await read('rivers.moodle.xml')
  expect(named(moodle, 'Source')).toMatchObject({
    id: 'river-1',
    prompt: 'Where does a river *begin*?\u00a0![A leaf](file:a-leaf-png)',
    points: 2,
    tags: ['Rivers', 'water', 'geography'],
  })
  expect(moodle.course.files[0]).toMatchObject({ name: 'a leaf.png', mime: 'image/png', role: 'image' })
  expect(named(moodle, 'Symbol').key).toEqual({ accepted: ['H2O'], isCaseSensitive: true })
  expect(named(moodle, 'Length')).toMatchObject({ content: { unit: 'km' }, key: { value: 6650, tolerance: 50 } })
  expect(named(moodle, 'Your river')).toMatchObject({
    content: { minWords: 50, maxWords: 200 },
    key: { notes: 'Look for the **source**.' },
  })
  expect(named(moodle, 'Water cycle')).toMatchObject({
    content: { text: 'Water [[1]] from the sea at [[2]] degrees or less and falls as [[3]]. $x^{2}$' },
    key: { gaps: { 1: { accepted: ['evaporates'] }, 2: { value: 100, tolerance: 5 }, 3: { optionId: 'a' } } },
  })
  expect(named(moodle, 'Drag')).toMatchObject({
    content: { text: 'Ice is [[1]] water.' },
    key: { gaps: { 1: { optionId: 'b' } } },
  })
  const order = named(moodle, 'Downstream')
  const items = order.content['items'] as readonly { readonly id: string; readonly markdown: string }[]
  expect((order.key['order'] as string[]).map((id) => items.find((item) => item.id === id)?.markdown)).toEqual([
    'Spring',
    'Stream',
    'Delta',
  ])
  expect(named(moodle, 'Maths').prompt).toBe('Solve $$x^2 = 4$$ for $x > 0$. It costs \\$5.')
  expect(reasonOf(moodle, 'Drag onto a map')).toBe(
    'Things are dragged onto a picture, which no question type here does.',
  )
  expect(reasonOf(moodle, 'Flow')).toContain('formula')
})

test('QTI 2: what is right is found by trying the rule, whatever it is written in', async () => {
  const qti = await read('volcanoes.qti21')
  expect(named(qti, 'How hot')).toMatchObject({ kind: 'numeric', key: { value: 1100, tolerance: 100 }, points: 2 })
  expect(named(qti, 'A range by two bounds').key).toEqual({ value: 15, tolerance: 5 })
  expect(named(qti, 'Two gaps')).toMatchObject({
    content: { text: 'The eruption of [[1]] was in the year [[2]].' },
    key: { gaps: { 1: { accepted: ['Vesuvius'], isCaseSensitive: true }, 2: { value: 79 } } },
    points: 2,
  })
  expect(named(qti, 'Type a word').key).toEqual({ accepted: ['lava', 'Lava flow'] })
  expect(named(qti, 'With feedback').key).toEqual({
    choiceId: 'yes',
    hints: { yes: 'Right.', no: 'Pinatubo slept for 500 years.' },
  })
  expect(named(qti, 'Where they stand').key).toEqual({ pairs: { E: 'I', F: 'J', K: 'T' } })
  expect(named(qti, 'MathML').prompt).toBe('What is $x^{2}$ for $x=3$?')
  expect(named(qti, 'Live near one')).toMatchObject({ kind: 'essay', key: { notes: 'Look for **soil**.' } })
  const [quiz] = qti.course.modules[0]?.units ?? []
  expect(quiz).toMatchObject({
    title: 'Volcanoes',
    markdown: 'Take your *time*.',
    quiz: { draw: 3, shuffleQuestions: true, timeLimitSeconds: 1800 },
  })
  expect(quiz?.quiz?.questionIds).toHaveLength(5)
  expect(reasonOf(qti, 'broken.xml')).toContain('line 2')
})

test('QTI 3: a shared text, feedback by rule, a relative tolerance', async () => {
  const qti = await read('oceans.qti3')
  expect(named(qti, 'How deep')).toMatchObject({
    prompt:
      'Warm water flows north; *cold* water returns below. ![A wave](file:wave-png)\n\nHow deep is the Mariana Trench?',
    key: { choiceId: 'c', hints: { b: 'That is the mean depth.', c: 'Deeper than Everest is high.' } },
    points: 3,
  })
  expect(named(qti, 'Salt').key).toEqual({ value: 3.5, tolerance: 0.35 })
})

test('Common Cartridge: outline, pages that link to each other, films, quizzes', async () => {
  const { course } = await read('soil.imscc')
  expect(course).toMatchObject({ title: 'Soil', description: 'What plants stand in.', language: 'en-GB' })
  expect(course.modules.map(({ title, units }) => [title, units.map((unit) => unit.title)])).toEqual([
    ['Ground', ['Layers']],
    ['Ground · Deeper', ['Worms', 'A film']],
    ['Ground', ['Test']],
    ['Soil', ['Homework', 'Reading']],
  ])
  const units = course.modules.flatMap((module) => module.units)
  expect(units[0]?.markdown).toBe(
    '# Layers\n\nSee ![Layers](file:layers-png) and [worms](unit:r2).\n\n| Layer | Depth |\n|---|---|\n| Topsoil | 20 cm |',
  )
  expect(units[2]).toMatchObject({ kind: 'video', video: { fileId: 'dig-mp4' } })
  expect(units[3]?.quiz).toMatchObject({
    timeLimitSeconds: 900,
    attemptLimit: 1,
    questionIds: ['c1', 'c2', 'c3', 'c4', 'c5', 'c6'],
  })
  expect(units[4]).toMatchObject({ kind: 'assignment', markdown: 'Dig a *hole*.', assignment: { points: 5 } })
  expect(units[5]?.markdown).toBe('[Reading](file:reading-pdf)')
})

test('Canvas: its own copy of a quiz, its settings, its names for files and pages', async () => {
  const canvas = await read('weather.canvas-imscc')
  const units = canvas.course.modules.flatMap((module) => module.units)
  expect(units[0]?.markdown).toBe(
    '## Wind\n\nWind is **moving air**. ![Clouds](file:clouds-png)\n\nIts speed: $v=\\frac{s}{t}$\n\nSee [rain](unit:gpage2 "Rain"), [the check](unit:gquiz1) and a folder.\n\n[Film of a storm](https://www.youtube.com/embed/abc)',
  )
  expect(units[1]).toMatchObject({
    title: 'Check: air',
    minutes: 10,
    markdown: 'Ten **minutes**.',
    quiz: { counts: 'last', attemptLimit: 2, shuffleChoices: true, dueAt: Date.UTC(2027, 1, 1, 12) },
  })
  expect(units[1]?.quiz?.questionIds).toHaveLength(11)
  expect(named(canvas, 'Match.')).toMatchObject({ kind: 'matching', points: 2 })
  const gaps = canvas.course.questions.find(({ id }) => id === 'g8')
  expect(gaps).toMatchObject({
    content: { text: 'Rain comes from [[1]] and falls on [[2]].' },
    key: { gaps: { 1: { accepted: ['clouds', 'a cloud'] }, 2: { accepted: ['land'] } } },
  })
  expect(units[2]).toMatchObject({
    kind: 'assignment',
    assignment: { points: 10, dueAt: Date.UTC(2027, 2, 1, 22, 59) },
  })
})
