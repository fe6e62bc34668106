import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seededShuffle } from '#seeded-random.ts'
import { drawQuestions } from './draw-questions.ts'

const ids = Array.from({ length: 12 }, (_, index) => `q${String(index)}`)

test('the same seed asks the same questions in the same order', () =>
  fc.assert(
    fc.property(
      fc.nat(),
      fc.option(fc.integer({ min: 1, max: 15 }), { nil: undefined }),
      fc.boolean(),
      (seed, draw, mix) => {
        const quiz = { questionIds: ids, shuffleQuestions: mix, ...(draw === undefined ? {} : { draw }) }
        const asked = drawQuestions(quiz, seed)
        expect(drawQuestions(quiz, seed)).toEqual(asked)
        expect(asked).toHaveLength(Math.min(draw ?? ids.length, ids.length))
        expect(new Set(asked).size).toBe(asked.length)
        if (!mix) expect(asked).toEqual(ids.filter((id) => asked.includes(id)))
      },
    ),
  ))

test('over many seeds every question is drawn, and stands first, about equally often', () => {
  const firsts = new Map<string, number>()
  for (let seed = 0; seed < 6000; seed += 1) {
    const first = seededShuffle(ids, seed)[0] ?? ''
    firsts.set(first, (firsts.get(first) ?? 0) + 1)
  }
  for (const id of ids) expect(firsts.get(id)).toBeGreaterThan(350)
})
