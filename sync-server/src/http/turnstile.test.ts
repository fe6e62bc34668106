import { expect, test } from 'vitest'
import { createTurnstile } from './turnstile.ts'

test('so many are inside at once, the others follow in their order, and who finds the queue full is told at once', async () => {
  const turnstile = createTurnstile({ atOnce: 2, mostWaiting: 3 })
  const ends: (() => void)[] = []
  const began: number[] = []
  const pass = (name: number) =>
    turnstile.pass(async () => {
      began.push(name)
      await new Promise<void>((resolve) => ends.push(resolve))
      return name
    })
  const passes = [0, 1, 2, 3, 4, 5].map(pass)
  expect(await passes[5]).toBe('turned-away')
  expect(began).toEqual([0, 1])
  for (const done of [0, 1, 2, 3, 4]) {
    ends[done]?.()
    await passes[done]
    await Promise.resolve()
    expect(began).toEqual([0, 1, 2, 3, 4].slice(0, done + 3))
  }
  expect(await Promise.all(passes)).toEqual([0, 1, 2, 3, 4, 'turned-away'])
})

test('whose work fails leaves their place too', async () => {
  const turnstile = createTurnstile({ atOnce: 1, mostWaiting: 1 })
  const failing = turnstile.pass(() => Promise.reject(new Error('fails')))
  const next = turnstile.pass(async () => 'next')
  await expect(failing).rejects.toThrow('fails')
  expect(await next).toBe('next')
  expect(await turnstile.pass(async () => 'after')).toBe('after')
})
