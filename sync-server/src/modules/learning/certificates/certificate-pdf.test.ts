import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { NOON } from '#testing/test-clock.ts'
import { certificateFonts } from './certificate-fonts.ts'
import { certificatePdf } from './certificate-pdf.ts'
import { canShow, plainLine, textRuns } from './text-runs.ts'

const content = {
  id: 'Zk3v9xQ1_-aB7cD2eF4gHi',
  personName: 'Ana',
  courseTitle: 'Sums',
  courseId: 'c1',
  percent: 92.5,
  issuedAt: NOON,
}
const school = { baseUrl: 'https://school.example', instructorName: 'Ines' }

test('S15: the same content makes the same bytes: a second run of its job puts the same file', async () => {
  const first = await certificatePdf(content, school)
  expect(first.subarray(0, 5).toString()).toBe('%PDF-')
  expect((await certificatePdf(content, school)).equals(first)).toBe(true)
  expect((await certificatePdf({ ...content, personName: 'Ben' }, school)).equals(first)).toBe(false)
})

/** The codes of all letters that a PDF says its glyphs stand for. */
const letters = (pdf: Buffer): string => {
  const text = pdf.toString('latin1')
  const found: string[] = []
  for (const { index = 0, 0: head } of text.matchAll(/stream\r?\n/g)) {
    const end = text.indexOf('endstream', index)
    try {
      found.push(inflateSync(pdf.subarray(index + head.length, end)).toString('latin1'))
    } catch {
      // A stream that is not compressed.
    }
  }
  const maps = found.filter((stream) => stream.includes('beginbfrange') || stream.includes('beginbfchar')).join('\n')
  return [...maps.matchAll(/[0-9a-f]{4}/gi)].map(([code]) => String.fromCodePoint(Number.parseInt(code, 16))).join('')
}

test.each([
  ['Swahili', 'Ng’ang’a Wanjirũ'],
  ['Arabic', 'محمد الأحمدي'],
  ['Devanagari', 'क्षितिज श्रीवास्तव'],
  ['Vietnamese', 'Nguyễn Thị'],
  ['Greek', 'Ελένη'],
  ['Cyrillic', 'Александр'],
])('a name in %s is written with letters, not boxes', async (_script, personName) => {
  const fonts = await certificateFonts()
  expect(canShow(personName, fonts[700])).toBe(true)
  const written = letters(await certificatePdf({ ...content, personName }, school))
  for (const letter of new Set(personName.replaceAll(' ', '')))
    expect([letter, written.includes(letter)]).toEqual([letter, true])
})

test('a name in a script that no font has is not drawn as boxes: the page says so, and the title carries it', async () => {
  const fonts = await certificateFonts()
  expect(canShow('አበበ', fonts[700])).toBe(false)
  const pdf = await certificatePdf({ ...content, personName: 'አበበ' }, school)
  expect(pdf.includes(Buffer.from('Sums: አበበ', 'utf16le').swap16())).toBe(true)
})

test('runs stand from left to right as they are read: Arabic words from the right, numbers and Latin within them from the left', async () => {
  const { 700: fonts } = await certificateFonts()
  const shown = (text: string) => textRuns(text, fonts).map((run) => run.text)
  expect(shown('Ana Silva')).toEqual(['Ana Silva'])
  expect(shown('محمد 12 علي')).toEqual(['علي', ' ', '12', 'محمد '])
  expect(shown('Ana محمد (Zahra)')).toEqual(['Ana ', 'محمد', ' ', '(Zahra)'])
  expect(plainLine('A\u202eB\n\tC\u0000')).toBe('AB C')
})

test('whatever a name and a title hold, a page is made', async () => {
  const names = [
    '',
    ' ',
    '\u0000',
    '😀',
    'x'.repeat(120),
    'م'.repeat(120),
    '👩‍🏫 Ana',
    '\ud800',
    '<b>&amp;',
    'a\u0301'.repeat(60),
  ]
  for (const text of names) {
    const pdf = await certificatePdf(
      { ...content, personName: text, courseTitle: text },
      { ...school, instructorName: text },
    )
    expect(pdf.length).toBeGreaterThan(5000)
  }
})
