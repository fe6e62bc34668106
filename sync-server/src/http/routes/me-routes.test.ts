import { afterAll, beforeAll, expect, test } from 'vitest'
import { cookieOf, openTestHttp, type TestHttp } from '#testing/test-http.ts'

let http: TestHttp
beforeAll(async () => {
  http = await openTestHttp()
})
afterAll(() => http.close())

interface Told {
  readonly sessions: readonly {
    readonly id: string
    readonly userAgent: string
    readonly signedInAt: number
    readonly lastUsedAt: number
    readonly isCurrent: boolean
  }[]
}
const sessionsOf = async (cookie: string) =>
  ((await (await http.request('/api/me/sessions', { cookie })).json()) as Told).sessions
const signIn = async ({ email, password }: { email: string; password: string }, userAgent: string) =>
  cookieOf(
    await http.request('/api/auth/sign-in/email', {
      method: 'POST',
      body: JSON.stringify({ email, password }),
      headers: { 'user-agent': userAgent },
    }),
  )
const isIn = async (cookie: string) => (await http.request('/api/me', { cookie })).status === 200
const end = (cookie: string, id = '') =>
  http.request(`/api/me/sessions${id === '' ? '' : `/${id}`}`, { method: 'DELETE', cookie })

test('a person sees where they are signed in, and nothing with which one could sign in', async () => {
  const ana = await http.enter('Ana')
  const tablet = await signIn(ana, 'Tablet/1.0')
  const sessions = await sessionsOf(tablet)
  expect(sessions).toHaveLength(2)
  expect(sessions.find(({ isCurrent }) => isCurrent)).toMatchObject({ userAgent: 'Tablet/1.0' })
  expect(sessions.every(({ signedInAt, lastUsedAt }) => signedInAt > 0 && lastUsedAt >= signedInAt)).toBe(true)
  const text = JSON.stringify(sessions)
  for (const cookie of [ana.cookie, tablet]) {
    const token = decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[0] ?? ''
    expect(token.length).toBeGreaterThan(20)
    expect(text).not.toContain(token)
  }
})

test('S17: one that is ended elsewhere ends there from the next request on; the others go on', async () => {
  const ben = await http.enter('Ben')
  const [tablet, library] = [await signIn(ben, 'Tablet'), await signIn(ben, 'Library')]
  for (const cookie of [ben.cookie, tablet, library]) expect(await isIn(cookie)).toBe(true)
  const lost = (await sessionsOf(ben.cookie)).find(({ userAgent }) => userAgent === 'Library')?.id
  expect((await end(ben.cookie, lost)).status).toBe(200)
  expect([await isIn(library), await isIn(tablet), await isIn(ben.cookie)]).toEqual([false, true, true])
  expect((await end(ben.cookie, lost)).status).toBe(404)
  expect(await (await end(ben.cookie)).json()).toEqual({ ended: 1 })
  expect([await isIn(tablet), await isIn(ben.cookie)]).toEqual([false, true])
  expect(await sessionsOf(ben.cookie)).toMatchObject([{ isCurrent: true }])
})

test('S17: nobody ends, or sees, a session of another', async () => {
  const [cem, eve] = [await http.enter('Cem'), await http.enter('Eve')]
  const [session] = await sessionsOf(cem.cookie)
  const refused = await end(eve.cookie, session?.id)
  expect(refused.status).toBe(404)
  expect(await refused.json()).toMatchObject({ error: { code: 'not-found' } })
  expect(await isIn(cem.cookie)).toBe(true)
  expect(await sessionsOf(eve.cookie)).toHaveLength(1)
})
