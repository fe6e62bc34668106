import { expect, test } from 'vitest'
import { createTestClock } from '#testing/test-clock.ts'
import { createStoredApp, TEND_APP, type AppStorage, type TeachingStored } from './stored-app.ts'

/** A page whose service worker answers as the test says. */
const createPage = (teaches: boolean) => {
  const clock = createTestClock()
  const asked: MessagePort[] = []
  let ready = (): void => undefined
  let back = (): void => undefined
  const active = {
    postMessage: (message: { readonly type: string }, [port]: readonly MessagePort[]) => {
      expect(message.type).toBe(TEND_APP)
      if (port !== undefined) asked.push(port)
    },
  }
  const storedApp = createStoredApp({
    container: {
      ready: new Promise((resolve) => {
        ready = () => resolve({ active } as unknown as ServiceWorkerRegistration)
      }),
    },
    clock,
    teaches,
    onMaybeBack: (action) => {
      back = action
      return () => {
        back = () => undefined
      }
    },
  })
  let state: AppStorage | undefined
  storedApp.state$.subscribe((next) => {
    state = next
  })
  return {
    clock,
    asked,
    storedApp,
    state: () => state,
    ready: () => ready(),
    comeBack: () => back(),
    answer: (teaching: TeachingStored) => asked.at(-1)?.postMessage(teaching),
  }
}

test('L1: a teacher is told that all is here only when the service worker says so; what was cut off is asked for again', async () => {
  const { clock, asked, state, ready, comeBack, answer } = createPage(true)
  expect(state()).toEqual({ isStored: false, teaching: 'storing' })
  ready()
  await clock.advance(0)
  expect(state()).toEqual({ isStored: true, teaching: 'storing' })
  // The first screen comes first.
  expect(asked).toHaveLength(0)
  await clock.advance(5000)
  expect(asked).toHaveLength(1)
  answer('interrupted')
  await expect.poll(state).toEqual({ isStored: true, teaching: 'interrupted' })
  comeBack()
  expect(asked).toHaveLength(2)
  // A worker that the browser ends never answers.
  comeBack()
  expect(asked).toHaveLength(3)
  answer('stored')
  await expect.poll(state).toEqual({ isStored: true, teaching: 'stored' })
  comeBack()
  expect(asked).toHaveLength(3)
})

test('a learner has all that there is for them; when they become an instructor it is asked for at once', async () => {
  const { clock, asked, state, ready, answer, storedApp } = createPage(false)
  ready()
  await clock.advance(0)
  expect(state()).toEqual({ isStored: true, teaching: 'not-needed' })
  storedApp.tend()
  expect(asked).toHaveLength(1)
  answer('no-space')
  await expect.poll(state).toEqual({ isStored: true, teaching: 'no-space' })
  storedApp.stop()
  await clock.advance(10_000)
  expect(asked).toHaveLength(1)
})
