import { createPublicKey } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { contentHash } from '@edutrack/shared-schema/canonical-json'
import { attempts, type Attempt } from '@edutrack/shared-schema/collections/attempts'
import { clientPart } from '@edutrack/shared-schema/collections/define-collection'
import type { SyncResponse } from '@edutrack/shared-schema/protocol/sync'
import { PROTOCOL_VERSION } from '@edutrack/shared-schema/protocol/version'
import { isReceiptValid } from '@edutrack/sync-server/sync/receipts'
import { composeEmbedded } from '@edutrack/sync-server/compose'
import { freePort, isOnCluster, startServer } from '#world/start-server.ts'

const KILLS = 20
const ROUNDS_ROWS = 25

/** The device's part, reduced to its duty: what is not answered is sent again. */
const makeAttempt = (index: number, personId: string): Attempt => ({
  id: `attempt-${String(index)}`,
  personId,
  courseId: 'c1',
  unitId: 'task',
  device: 'phone',
  startedAt: 1000,
  asked: [],
  seed: 1,
  answers: {},
  flagged: [],
  text: `Work number ${String(index)}`,
  secondsUsed: 5,
  status: 'handed-in',
  handedInAt: 2000,
})

// Its school is made in the one server's folder. A cluster's servers are killed under load in `e2e/cluster`.
test.skipIf(isOnCluster)(
  `S7: ${String(KILLS)} kills in the middle of pushes: every hand-in is there once, unchanged, with a valid receipt`,
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'edutrack-killed-'))
    const port = await freePort()
    const seed = await composeEmbedded({
      folder,
      baseUrl: `http://localhost:${String(port)}`,
      isRateLimited: false,
      log: console,
    })
    const { personId } = await seed.accounts.create({
      name: 'Ana',
      email: 'ana@example.org',
      password: 'learn-offline',
      role: 'learner',
    })
    await seed.engine.commitAsServer([
      {
        collection: 'units',
        document: {
          id: 'task',
          courseId: 'c1',
          title: 'Task',
          kind: 'assignment',
          minutes: 1,
          status: 'published',
          markdown: '',
          assignment: { points: 1 },
          fileIds: [],
          updatedAt: 0,
        },
      },
    ])
    await seed.close()

    let server = await startServer({ folder, port })
    const origin = server.url
    const headers = { 'content-type': 'application/json', origin }
    const signIn = await fetch(`${origin}/api/auth/sign-in/email`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ email: 'ana@example.org', password: 'learn-offline' }),
    })
    expect(signIn.status).toBe(200)
    const cookie = signIn.headers
      .getSetCookie()
      .map((text) => text.split(';')[0])
      .join('; ')
    const sync = async (more: object): Promise<SyncResponse> => {
      const response = await fetch(`${origin}/api/sync`, {
        method: 'POST',
        headers: { ...headers, cookie },
        body: JSON.stringify({
          protocol: PROTOCOL_VERSION,
          device: 'phone',
          person: personId,
          clock: Date.now(),
          push: [],
          ...more,
        }),
      })
      if (response.status !== 200) throw new Error(`sync answered ${String(response.status)}: ${await response.text()}`)
      return (await response.json()) as SyncResponse
    }

    const { head: headBefore } = await sync({})

    const waiting = new Map<string, Attempt>()
    const all: Attempt[] = []
    let interrupted = 0
    for (let kill = 0; kill < KILLS; kill += 1) {
      for (let i = 0; i < ROUNDS_ROWS; i += 1) {
        const made = makeAttempt(all.length, personId)
        all.push(made)
        waiting.set(made.id, made)
      }
      const sends = [...waiting.values()].map((attempt) =>
        sync({ push: [{ collection: 'attempts', rows: [{ assumed: null, document: attempt }] }] }).then(
          (answer) => {
            expect(answer.push[0]?.results).toMatchObject([{ outcome: 'accepted', document: { id: attempt.id } }])
            waiting.delete(attempt.id)
          },
          () => {
            interrupted += 1
          },
        ),
      )
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 60))
      await server.kill()
      await Promise.all(sends)
      server = await startServer({ folder, port })
    }
    for (const attempt of waiting.values())
      await sync({ push: [{ collection: 'attempts', rows: [{ assumed: null, document: attempt }] }] })
    // A run in which every push was done before its kill has shown nothing.
    expect(interrupted).toBeGreaterThan(0)

    const { keys } = (await (await fetch(`${origin}/api/receipt-keys`)).json()) as {
      keys: { kty: string; crv: string; x: string }[]
    }
    const publicKey = createPublicKey({ key: keys[0] ?? {}, format: 'jwk' })
    const { pull, head } = await sync({ pull: { checkpoint: null, limit: 1000 } })
    const held = (pull?.changes.find(({ collection }) => collection === 'attempts')?.documents ??
      []) as unknown as Attempt[]
    expect(held.map(({ id }) => id).toSorted()).toEqual(all.map(({ id }) => id).toSorted())
    for (const attempt of held) {
      const made = all.find(({ id }) => id === attempt.id) as Attempt
      expect(attempt.text).toBe(made.text)
      expect(attempt.receipt?.contentHash).toBe(contentHash(clientPart(attempts, { ...made })))
      expect(attempt.receipt !== undefined && isReceiptValid(attempt.receipt, publicKey)).toBe(true)
    }
    // Each hand-in took one number; none was taken twice.
    expect(head - headBefore).toBe(all.length)
    await server.kill()
    await rm(folder, { recursive: true })
  },
)
