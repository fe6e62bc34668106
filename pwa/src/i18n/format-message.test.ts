import { expect, test } from 'vitest'
import { compileMessages } from './compile-messages.ts'
import { formatMessage } from './format-message.ts'

const say = (message: string, values: Readonly<Record<string, string | number>> = {}, language = 'en'): string =>
  formatMessage(compileMessages({ message })['message'] ?? '', values, language)

test.each([
  ['plain words', {}, 'plain words'],
  ['', {}, ''],
  ['Hello {name}', { name: 'Ana' }, 'Hello Ana'],
  ['{count} bytes', { count: 12_345 }, '12,345 bytes'],
  ['{n, plural, =0 {none} one {# thing} other {# things}} here', { n: 0 }, 'none here'],
  ['{n, plural, =0 {none} one {# thing} other {# things}} here', { n: 1 }, '1 thing here'],
  ['{n, plural, =0 {none} one {# thing} other {# things}} here', { n: 2000 }, '2,000 things here'],
  ['{n, plural, one {# by {who}} other {# by {who}}}', { n: 3, who: 'Bo' }, '3 by Bo'],
  ['{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}', { n: 22 }, '22nd'],
  ['{kind, select, quiz {a quiz} other {a page}}', { kind: 'quiz' }, 'a quiz'],
  ['{kind, select, quiz {a quiz} other {a page}}', { kind: 'film' }, 'a page'],
  ['{part, number, percent} done', { part: 0.5 }, '50% done'],
  ["it’s {n} '{braces}'", { n: 1 }, 'it’s 1 {braces}'],
])('%j with %j says %j', (message, values, said) => {
  expect(say(message, values)).toBe(said)
})

test('plurals follow the language', () => {
  const message = '{n, plural, one {# книга} few {# книги} many {# книг} other {# книги}}'
  expect([1, 3, 5, 21].map((n) => say(message, { n }, 'ru'))).toEqual(['1 книга', '3 книги', '5 книг', '21 книга'])
})

test('a message that is no ICU names its key', () => {
  expect(() => compileMessages({ 'outbox.title': '{n, plural, one {#}' })).toThrow(/outbox\.title/)
})
