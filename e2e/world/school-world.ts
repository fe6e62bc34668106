import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contentHash } from '@edutrack/shared-schema/canonical-json'
import type { SyncRequest, SyncResponse } from '@edutrack/shared-schema/protocol/sync'
import { PROTOCOL_VERSION } from '@edutrack/shared-schema/protocol/version'
import { createDevice, type Device, type DeviceOptions } from './device.ts'
import { freePort, startServer, type RunningServer, type ServerOptions } from './start-server.ts'

/** A person with an account, and a way to the server beside the app: what a test asks the school itself. */
export interface Account {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly personId: string
  /** A request as this person, in a session of its own. */
  sync(more: Partial<SyncRequest>): Promise<SyncResponse>
  /** All that this person may see of a collection. */
  documents(collection: string): Promise<readonly ({ readonly id: string } & Record<string, unknown>)[]>
}

/** A school in a folder of its own, its server, and phones. All that it made is gone after `close`. */
export interface SchoolWorld {
  readonly url: string
  readonly folder: string
  server(): RunningServer
  stopServer(how?: 'kill' | 'stop'): Promise<void>
  startServer(options?: { readonly app?: string }): Promise<void>
  signUp(name: string): Promise<Account>
  /** Signs in a person of the sample school. */
  account(email: string): Promise<Account>
  phone(options?: Partial<DeviceOptions>): Promise<Device>
  close(): Promise<void>
}

const SAMPLE_PASSWORD = 'edutrack'

export const createSchoolWorld = async (options: Pick<ServerOptions, 'app' | 'env'> = {}): Promise<SchoolWorld> => {
  const folder = await mkdtemp(join(tmpdir(), 'edutrack-school-'))
  const port = await freePort()
  let running: RunningServer | undefined = await startServer({ folder, port, ...options })
  const { url } = running
  const devices: Device[] = []
  let signedUp = 0

  const server = (): RunningServer => {
    if (running === undefined) throw new Error('The server is stopped')
    return running
  }
  const post = (path: string, body: unknown, cookie = ''): Promise<Response> =>
    fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url, cookie },
      body: JSON.stringify(body),
    })
  const accountFrom = async (
    response: Response,
    { name, email, password }: { readonly name: string; readonly email: string; readonly password: string },
  ): Promise<Account> => {
    if (!response.ok) throw new Error(`Signing in as ${email}: ${String(response.status)} ${await response.text()}`)
    const cookie = response.headers
      .getSetCookie()
      .map((text) => text.split(';')[0])
      .join('; ')
    const { personId } = (await (await fetch(`${url}/api/me`, { headers: { cookie } })).json()) as { personId: string }
    const sync = async (more: Partial<SyncRequest>): Promise<SyncResponse> => {
      const request = {
        protocol: PROTOCOL_VERSION,
        device: 'observer',
        person: personId,
        clock: Date.now(),
        push: [],
        ...more,
      }
      const answer = await post('/api/sync', request, cookie)
      if (!answer.ok) throw new Error(`sync answered ${String(answer.status)}: ${await answer.text()}`)
      return (await answer.json()) as SyncResponse
    }
    return {
      name,
      email,
      password,
      personId,
      sync,
      documents: async (collection) => {
        const found = new Map<string, { readonly id: string } & Record<string, unknown>>()
        for (let checkpoint: string | null = null, more = true; more;) {
          const { pull } = await sync({ pull: { checkpoint, limit: 1000 } })
          for (const told of pull?.changes ?? [])
            if (told.collection === collection)
              for (const { _number, ...document } of told.documents)
                if (document._deleted === true) found.delete(document.id)
                else found.set(document.id, document)
          checkpoint = pull?.checkpoint ?? null
          more = pull?.more ?? false
        }
        return [...found.values()]
      },
    }
  }

  return {
    url,
    folder,
    server,
    stopServer: async (how = 'kill') => {
      await (how === 'kill' ? server().kill() : server().stop())
      running = undefined
    },
    startServer: async (more = {}) => {
      running = await startServer({ folder, port, ...options, ...more })
    },
    signUp: async (name) => {
      signedUp += 1
      const person = {
        name,
        email: `${contentHash([folder, signedUp]).slice(0, 12)}@school.example`,
        password: 'learn-offline',
      }
      return accountFrom(await post('/api/auth/sign-up/email', person), person)
    },
    account: async (email) => {
      const person = { name: email, email, password: SAMPLE_PASSWORD }
      return accountFrom(await post('/api/auth/sign-in/email', person), person)
    },
    phone: async (more = {}) => {
      const device = await createDevice({ baseUrl: url, ...more })
      devices.push(device)
      return device
    },
    close: async () => {
      for (const device of devices) await device.close()
      await running?.kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
