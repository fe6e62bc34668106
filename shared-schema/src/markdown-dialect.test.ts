import { expect, test } from 'vitest'
import { ANY_FORMULA, CALLOUT, FORMULA, tame, unquote } from './markdown-dialect.ts'

test('formulas are found in a line, amounts of money are not', () => {
  expect('so $x^2$ and $$y$$ follow'.match(ANY_FORMULA)).toEqual(['$x^2$', '$$y$$'])
  expect('from $5 to $10 a day'.match(ANY_FORMULA)).toBeNull()
  expect(FORMULA.exec('$a_1$ is')?.[2]).toBe('a_1')
  expect(FORMULA.exec('with $a_1$')).toBeNull()
})

test('a callout is a quote of a known kind, with its lines', () => {
  const [, kind, lines] = CALLOUT.exec('> [!TIP]\n> Look north.\n>   Then east.\n\nOn.') ?? []
  expect([kind, unquote(lines ?? '')]).toEqual(['TIP', 'Look north.\n  Then east.'])
  expect(CALLOUT.exec('> [!JOKE]\n> Ha.')).toBeNull()
})

test('what nobody writes is tamed, what somebody may write is left: long links, deep lists', () => {
  const link = `[sheet](https://school.example/open?state=${'aB3-'.repeat(800)})`
  expect(tame(link)).toBe(link)
  expect(tame(`${'- '.repeat(20)}deep`)).toBe(`${'- '.repeat(20)}deep`)
  expect(tame(`${'> '.repeat(500)}deeper`).length).toBeLessThan(60)
  expect(tame('a!'.repeat(5000))).toHaveLength(10_002)
})
