import { expect, test } from 'vitest'
import { createTeachingPart } from './teaching-part.ts'

const ORIGIN = 'https://school.example'
const addresses = (...names: string[]) => names.map((name) => `${ORIGIN}/assets/${name}`)

/** A Cache Storage in memory that takes so many files. */
const createCaches = (room = Number.POSITIVE_INFINITY) => {
  let stored = new Map<string, Response>()
  const cache = {
    keys: async () => [...stored.keys()].map((url) => ({ url })),
    put: async (url: string, response: Response) => {
      if (stored.size >= room) throw new DOMException('No room', 'QuotaExceededError')
      stored.set(url, response)
    },
    delete: async ({ url }: { readonly url: string }) => stored.delete(url),
  }
  return {
    names: () => [...stored.keys()].map((url) => url.slice(`${ORIGIN}/assets/`.length)).toSorted(),
    caches: {
      open: async () => cache as unknown as Cache,
      delete: async () => {
        stored = new Map()
        return true
      },
    },
  }
}

test('L1: what was cut off goes on: nothing is fetched twice, and it counts as stored only when all is here', async () => {
  const { caches, names } = createCaches()
  const asked: string[] = []
  let isReachable = (url: string): boolean => !url.endsWith('c.js')
  const part = createTeachingPart({
    caches,
    urls: addresses('a.js', 'b.js', 'c.js', 'd.css', 'e.js', 'f.js', 'g.js'),
    fetch: (async (url: string) => {
      asked.push(url)
      if (!isReachable(url)) throw new TypeError('Failed to fetch')
      return new Response('x')
    }) as typeof fetch,
  })
  await expect(part.store()).rejects.toThrow('Failed to fetch')
  expect(await part.isStored()).toBe(false)
  const before = names()
  expect(before).toContain('a.js')
  expect(before).not.toContain('c.js')
  asked.length = 0
  isReachable = () => true
  await part.store()
  expect(await part.isStored()).toBe(true)
  expect(asked.filter((url) => before.some((name) => url.endsWith(name)))).toEqual([])
})

test('the page of a network that asks to sign in is not taken for a script, nor an answer that says no', async () => {
  const { caches, names } = createCaches()
  const answers: Readonly<Record<string, () => Response>> = {
    'page.js': () => new Response('<html>', { headers: { 'content-type': 'text/html; charset=utf-8' } }),
    'gone.js': () => new Response('{}', { status: 404 }),
  }
  for (const [name, answer] of Object.entries(answers)) {
    const part = createTeachingPart({ caches, urls: addresses(name), fetch: (async () => answer()) as typeof fetch })
    await expect(part.store()).rejects.toThrow(name)
  }
  expect(names()).toEqual([])
})

test('a newer build fetches only what has changed, and what it does not need is let go of on demand', async () => {
  const { caches, names } = createCaches()
  const asked: string[] = []
  const build = (...files: string[]) =>
    createTeachingPart({
      caches,
      urls: addresses(...files),
      fetch: (async (url: string) => {
        asked.push(url.slice(`${ORIGIN}/assets/`.length))
        return new Response('x')
      }) as typeof fetch,
    })
  await build('same.js', 'grades-1.js').store()
  const newer = build('same.js', 'grades-2.js')
  asked.length = 0
  await newer.store()
  expect(asked).toEqual(['grades-2.js'])
  // Until a page of the older build can't ask for it any more.
  expect(names()).toEqual(['grades-1.js', 'grades-2.js', 'same.js'])
  await newer.forgetEarlier()
  expect(names()).toEqual(['grades-2.js', 'same.js'])
  await newer.remove()
  expect(names()).toEqual([])
})
