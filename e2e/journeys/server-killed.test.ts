import { createPublicKey } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contentHash } from '@edutrack/shared-schema/canonical-json'
import { attempts, type Attempt } from '@edutrack/shared-schema/collections/attempts'
import { clientPart } from '@edutrack/shared-schema/collections/define-collection'
import { isReceiptValid } from '@edutrack/sync-server/sync/receipts'
import { createSchoolWorld, type SchoolWorld } from '#world/school-world.ts'
import { writeCourse } from '#world/write-course.ts'

const KILLS = 20
const COURSE = 'killed'
const TASK = 'killed-task'
const ROUNDS_ROWS = 25

/** The device's part, reduced to its duty: what is not answered is sent again. */
const makeAttempt = (index: number, personId: string): Attempt => ({
  id: `attempt-${String(index)}`,
  personId,
  courseId: COURSE,
  unitId: TASK,
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

const pushOf = (attempt: Attempt) => ({
  push: [{ collection: 'attempts', rows: [{ assumed: null, document: { ...attempt } }] }],
})

let school: SchoolWorld
beforeAll(async () => {
  school = await createSchoolWorld()
})
afterAll(() => school.close())

test(`S7: ${String(KILLS)} kills in the middle of pushes: every hand-in is there once, unchanged, with a valid receipt`, async () => {
  await writeCourse(await school.account('lena@school.example'), {
    id: COURSE,
    title: 'Work under kills',
    questions: [],
    quizzes: [],
    assignments: [{ id: TASK, title: 'Task', markdown: '' }],
  })
  const { personId, sync } = await school.signUp('Ana')
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
      sync(pushOf(attempt)).then(
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
    await school.stopServer('kill')
    await Promise.all(sends)
    await school.startServer()
  }
  for (const attempt of waiting.values()) await sync(pushOf(attempt))
  // A run in which every push was done before its kill has shown nothing.
  expect(interrupted).toBeGreaterThan(0)

  const { keys } = (await (await fetch(`${school.url}/api/receipt-keys`)).json()) as {
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
})
