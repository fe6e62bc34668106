import { expect, test } from 'vitest'
import { importPackage } from './import-package.ts'

const GIFT = '::Größe::Wie groß? {=größer =más}\n'
const XML = (declared: string): string =>
  `<?xml version="1.0"${declared}?>\n<quiz><question type="shortanswer"><name><text>Größe</text></name><questiontext format="html"><text>Wie groß?</text></questiontext><answer fraction="100"><text>größer</text></answer><answer fraction="100"><text>más</text></answer></question></quiz>`

const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))
const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le'))
const swapped = (bytes: Uint8Array): Uint8Array => new Uint8Array(Buffer.from(bytes).swap16())
const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text))

test.each([
  ['GIFT in UTF-8', utf8(GIFT)],
  ['GIFT in UTF-8 with a mark', utf8('\ufeff' + GIFT)],
  ['GIFT in UTF-16', utf16('\ufeff' + GIFT)],
  ['GIFT in UTF-16, the other way round', swapped(utf16('\ufeff' + GIFT))],
  ['GIFT in UTF-16 without a mark', utf16(GIFT)],
  ['GIFT as old editors write it', latin1(GIFT)],
  ['GIFT with the line ends of Windows', utf8(`// x\r\n\r\n${GIFT.replaceAll('\n', '\r\n')}`)],
  ['XML in UTF-8', utf8(XML(' encoding="UTF-8"'))],
  ['XML without a word', utf8(XML(''))],
  ['XML in ISO-8859-1', latin1(XML(' encoding="ISO-8859-1"'))],
  ['XML in Windows-1252', latin1(XML(" encoding='windows-1252'"))],
  ['XML in UTF-16', utf16('\ufeff' + XML(' encoding="UTF-16"'))],
  ['XML with a mark and white space', utf8('\ufeff\n ' + XML(' encoding="utf-8"'))],
])('%s', async (_, bytes) => {
  const result = await importPackage(bytes)
  expect(result.outcome === 'read' ? result.course.questions[0] : result).toMatchObject({
    title: 'Größe',
    prompt: 'Wie groß?',
    key: { accepted: ['größer', 'más'] },
  })
})

test('an encoding that nobody knows is named', async () => {
  expect(await importPackage(utf8(XML(' encoding="x-klingon"')))).toEqual({
    outcome: 'unreadable',
    problem: 'The file can’t be read: it says that it is written in the encoding “x-klingon”, which is not known.',
  })
})
