import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Role } from '@edutrack/shared-schema/collections/people'
import { PROTOCOL_VERSION } from '@edutrack/shared-schema/protocol/version'
import type { Letter } from '#ports/mail/mail.ts'
import { composeEmbedded, type EmbeddedOptions, type School } from '../compose.ts'
import { createTestLog } from './test-log.ts'

export interface TestHttp {
  readonly school: School
  readonly folder: string
  readonly log: ReturnType<typeof createTestLog>
  request(path: string, init?: RequestInit & { readonly cookie?: string | undefined }): Promise<Response>
  post(path: string, body: unknown, cookie?: string): Promise<Response>
  /** Signs a new person up (or in, where there is a role) and resolves to their cookie and id. */
  enter(
    name: string,
    role?: Role,
  ): Promise<{ readonly cookie: string; readonly personId: string; readonly email: string; readonly password: string }>
  letters(): Promise<readonly Letter[]>
  close(): Promise<void>
}

const BASE_URL = 'http://localhost:4000'
const PASSWORD = 'learn-offline'

/** A whole embedded school in a folder of its own, asked within the process. */
export const openTestHttp = async (options: Partial<EmbeddedOptions> = {}): Promise<TestHttp> => {
  const folder = await mkdtemp(join(tmpdir(), 'edutrack-http-'))
  const log = createTestLog()
  const school = await composeEmbedded({ folder, baseUrl: BASE_URL, isRateLimited: false, log, ...options })
  const request: TestHttp['request'] = async (path, init = {}) => {
    const { cookie, ...rest } = init
    return school.app.request(`${BASE_URL}${path}`, {
      ...rest,
      headers: {
        'content-type': 'application/json',
        origin: BASE_URL,
        host: 'localhost:4000',
        ...(cookie === undefined ? {} : { cookie }),
        ...(rest.headers as Record<string, string> | undefined),
      },
    })
  }
  const post: TestHttp['post'] = (path, body, cookie) =>
    request(path, { method: 'POST', body: JSON.stringify(body), cookie })
  return {
    school,
    folder,
    log,
    request,
    post,
    enter: async (name, role) => {
      const email = `${name.toLowerCase()}@example.org`
      if (role !== undefined) await school.accounts.create({ name, email, password: PASSWORD, role })
      const response =
        role === undefined
          ? await post('/api/auth/sign-up/email', { name, email, password: PASSWORD })
          : await post('/api/auth/sign-in/email', { email, password: PASSWORD })
      if (response.status !== 200) throw new Error(`${name} can’t enter: ${await response.text()}`)
      const cookie = cookieOf(response)
      const { personId } = (await (await request('/api/me', { cookie })).json()) as { personId: string }
      return { cookie, personId, email, password: PASSWORD }
    },
    letters: async () =>
      Promise.all(
        (await readdir(join(folder, 'outbox')).catch(() => []))
          .filter((name) => name.endsWith('.json'))
          .map(async (name) => JSON.parse(await readFile(join(folder, 'outbox', name), 'utf8')) as Letter),
      ),
    close: async () => {
      await school.close()
      await rm(folder, { recursive: true })
    },
  }
}

export const cookieOf = (response: Pick<Response, 'headers'>): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')

export const syncBody = (person: string, more: object = {}): object => ({
  protocol: PROTOCOL_VERSION,
  device: 'phone',
  person,
  clock: 0,
  push: [],
  ...more,
})
