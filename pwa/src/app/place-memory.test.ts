// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest'
import type { KeptValues } from '#platform/kept-values.ts'
import { createTestClock } from '#testing/test-clock.ts'
import { createPlaceMemory, type PlaceMemory } from './place-memory.ts'

const createMemory = (): KeptValues => {
  const values = new Map<string, string>()
  return { read: (key) => values.get(key) ?? null, write: (key, value) => void values.set(key, value) }
}
/** jsdom lays nothing out: the page's height and the scrolling are ours to say. */
const page = { height: 3000, y: 0 }
const observers = new Set<() => void>()
const grow = (): void => {
  for (const action of observers) action()
}
let clock = createTestClock()
let kept = createMemory()
let keptForTab = createMemory()

const start = (): PlaceMemory => {
  const memory = createPlaceMemory({ window, after: clock.after, kept, keptForTab })
  memory.begin()
  return memory
}
const go = (memory: PlaceMemory, to: string): void => {
  memory.around((address, options) => history.pushState((options as { state: unknown }).state, '', address), to)
  memory.settle(true)
}
const back = async (memory: PlaceMemory): Promise<void> => {
  const arrived = new Promise((resolve) => window.addEventListener('popstate', resolve, { once: true }))
  history.back()
  await arrived
  memory.settle(true)
}

beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      readonly #action: () => void
      constructor(action: () => void) {
        this.#action = action
      }
      observe(): void {
        observers.add(this.#action)
      }
      disconnect(): void {
        observers.delete(this.#action)
      }
    },
  )
  vi.spyOn(document.documentElement, 'scrollHeight', 'get').mockImplementation(() => page.height)
  Object.defineProperty(window, 'innerHeight', { value: 700, configurable: true })
  Object.defineProperty(window, 'scrollY', { get: () => page.y, configurable: true })
  window.scrollTo = ((_x: number, y: number) => {
    page.y = y
  }) as typeof window.scrollTo
  window.scrollBy = ((_x: number, y: number) => {
    page.y += y
  }) as typeof window.scrollBy
  observers.clear()
  document.body.innerHTML = ''
  page.y = 0
  page.height = 3000
  kept = createMemory()
  keptForTab = createMemory()
  clock = createTestClock()
  history.replaceState(null, '', '/')
})

test('a new screen begins at its top; back leads to where one was', async () => {
  const memory = start()
  memory.settle(true)
  page.y = 1200
  go(memory, '/courses')
  expect(page.y).toBe(0)
  page.y = 300
  await back(memory)
  expect(page.y).toBe(1200)
})

test('a screen that is still short is brought to its place once it is long enough', async () => {
  const memory = start()
  memory.settle(true)
  page.y = 1200
  go(memory, '/courses')
  page.height = 800
  await back(memory)
  expect(page.y).toBe(100)
  page.height = 3000
  grow()
  expect(page.y).toBe(1200)
})

test('who touches the page goes where they like', async () => {
  const memory = start()
  memory.settle(true)
  page.y = 1200
  go(memory, '/courses')
  page.height = 800
  await back(memory)
  window.dispatchEvent(new Event('pointerdown'))
  page.height = 3000
  grow()
  expect(page.y).toBe(100)
})

test('a reload comes back to the same place', () => {
  const memory = start()
  go(memory, '/courses')
  page.y = 900
  window.dispatchEvent(new Event('pagehide'))
  page.y = 0
  start().settle(true)
  expect(page.y).toBe(900)
})

test('a cold start at the root goes on at the last address, at the same place', () => {
  const memory = start()
  go(memory, '/courses/algebra?x=1')
  page.y = 640
  window.dispatchEvent(new Event('pagehide'))
  keptForTab = createMemory()
  page.y = 0
  history.replaceState(null, '', '/')
  start().settle(true)
  expect(location.pathname + location.search).toBe('/courses/algebra?x=1')
  expect(page.y).toBe(640)
})

test('a cold start by a link goes to the link', () => {
  go(start(), '/courses/algebra')
  keptForTab = createMemory()
  history.replaceState(null, '', '/inbox')
  start().settle(true)
  expect(location.pathname).toBe('/inbox')
})

test('after signing out the next start begins at the root', () => {
  const memory = start()
  go(memory, '/courses/algebra')
  memory.forget()
  keptForTab = createMemory()
  history.replaceState(null, '', '/')
  start()
  expect(location.pathname).toBe('/')
})

test.each([
  '"//evil.example"',
  '{"address":"//evil.example","y":0}',
  '{"address":"https://evil.example"}',
  'nonsense',
  '7',
])('a kept place that is none of ours is not gone to: %s', (place) => {
  kept.write('place', place)
  start()
  expect(location.pathname).toBe('/')
  expect(location.host).toBe('localhost:3000')
})

test('the way up goes back where one came from there, else forth', async () => {
  const memory = start()
  go(memory, '/courses')
  go(memory, '/courses/algebra')
  const event = { preventDefault: vi.fn() }
  memory.goUp('/inbox', event)
  expect(event.preventDefault).not.toHaveBeenCalled()
  const arrived = new Promise((resolve) => window.addEventListener('popstate', resolve, { once: true }))
  memory.goUp('/courses', event)
  await arrived
  expect(event.preventDefault).toHaveBeenCalledOnce()
  expect(location.pathname).toBe('/courses')
})

/** The screen of a list, as React would draw it: its head takes the focus first. */
const showList = (memory: PlaceMemory, ids: readonly string[]): void => {
  const links = ids.map((id) => `<li><a href="/courses/${id}">${id}</a></li>`).join('')
  document.body.innerHTML = `<nav><a href="/courses/b">b</a></nav><main><h1 tabindex="-1">Courses</h1><ul>${links}</ul></main>`
  document.querySelector('h1')?.focus()
  memory.returnToOpened()
}
const focused = (): string => document.activeElement?.textContent ?? ''

test('who comes back finds the focus on what they had opened, also where it comes later', async () => {
  const memory = start()
  go(memory, '/courses')
  showList(memory, ['a', 'b'])
  expect(focused()).toBe('Courses')
  go(memory, '/courses/b')
  await back(memory)
  showList(memory, ['a'])
  await vi.dynamicImportSettled()
  expect(focused()).toBe('Courses')
  document.querySelector('ul')?.insertAdjacentHTML('beforeend', '<li><a href="/courses/b">b</a></li>')
  await vi.waitFor(() => expect(document.activeElement?.closest('main a')).not.toBeNull())
  expect(focused()).toBe('b')
})

test('the focus stays with who has done something of their own, and after a while', async () => {
  const theirs = (): Promise<unknown> => Promise.resolve(window.dispatchEvent(new Event('keydown')))
  for (const happens of [theirs, () => clock.advance(10_000)]) {
    const memory = start()
    go(memory, '/courses')
    go(memory, '/courses/b')
    await back(memory)
    showList(memory, [])
    await vi.dynamicImportSettled()
    await happens()
    document.querySelector('ul')?.insertAdjacentHTML('beforeend', '<li><a href="/courses/b">b</a></li>')
    await Promise.resolve()
    expect(focused()).toBe('Courses')
  }
})

test('who comes back is not pulled to a link that is out of view; who goes up is', async () => {
  const scrolled = vi.fn()
  Element.prototype.scrollIntoView = scrolled
  const outOfView = vi.spyOn(Element.prototype, 'getBoundingClientRect')
  outOfView.mockReturnValue({ top: 900, bottom: 950 } as DOMRect)
  const memory = start()
  go(memory, '/courses')
  go(memory, '/courses/b')
  await back(memory)
  showList(memory, ['a', 'b'])
  await vi.dynamicImportSettled()
  expect(focused()).toBe('Courses')

  go(memory, '/inbox')
  go(memory, '/courses/a')
  memory.goUp('/courses', { preventDefault: vi.fn() })
  go(memory, '/courses')
  showList(memory, ['a', 'b'])
  await vi.dynamicImportSettled()
  expect(focused()).toBe('a')
  expect(scrolled).toHaveBeenCalledOnce()
  outOfView.mockRestore()
})

/** A list whose rows stand at these heights of the page. */
const showRows = (rows: Readonly<Record<string, number>>): void => {
  document.body.innerHTML = `<main><ul>${Object.keys(rows)
    .map((href) => `<li><a href="${href}"></a></li>`)
    .join('')}</ul></main>`
  for (const [href, top] of Object.entries(rows)) {
    const row = document.querySelector(`a[href="${href}"]`) as Element
    row.getBoundingClientRect = () => ({ top: top - page.y, bottom: top - page.y + 50 }) as DOMRect
  }
}

test('what was opened comes back to where it stood, though what is above it has grown, and grows on', async () => {
  const memory = start()
  go(memory, '/courses')
  showRows({ '/courses/a': 1000, '/courses/b': 1500 })
  page.y = 1200
  go(memory, '/courses/b')
  showRows({})
  await back(memory)
  showRows({ '/courses/a': 1076, '/courses/b': 1576 })
  await vi.waitFor(() => expect(page.y).toBe(1276))
  showRows({ '/courses/a': 1090, '/courses/b': 1590 })
  grow()
  expect(page.y).toBe(1290)
  window.dispatchEvent(new Event('wheel'))
  showRows({ '/courses/a': 1200, '/courses/b': 1700 })
  grow()
  expect(page.y).toBe(1290)
})

test('who left by a way that is not in the list comes back to the first row that they saw; the next start goes on there, too', async () => {
  const memory = start()
  go(memory, '/courses')
  showRows({ '/courses/a': 1000, '/courses/b': 1500 })
  page.y = 1200
  go(memory, '/inbox')
  showRows({})
  await back(memory)
  window.dispatchEvent(new Event('pagehide'))
  keptForTab = createMemory()
  history.replaceState(null, '', '/')
  page.y = 0
  start().settle(true)
  showRows({ '/courses/a': 600, '/courses/b': 1100 })
  await vi.waitFor(() => expect(page.y).toBe(800))
})

test('a screen that knows its own place is left there', async () => {
  const memory = start()
  go(memory, '/courses')
  showRows({ '/courses/a': 1000 })
  page.y = 500
  go(memory, '/inbox')
  await back(memory)
  memory.release()
  page.y = 0
  showRows({ '/courses/a': 1100 })
  await vi.dynamicImportSettled()
  grow()
  expect(page.y).toBe(0)
})
