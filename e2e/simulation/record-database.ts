/**
 * `node e2e/simulation/record-database.ts`: writes down what this build leaves on a learner's phone, work that is not sent included, into `earlier-builds/`. To be run once for each
 * version of the protocol or of a collection, before the next one is begun.
 */
import { writeFileSync } from 'node:fs'
import type { SyncRequest } from '@edutrack/shared-schema/protocol/sync'
import { PROTOCOL_VERSION } from '@edutrack/shared-schema/protocol/version'
import { answerQuestion } from '@edutrack/pwa/local-db/commands/answer-question'
import { enrol } from '@edutrack/pwa/local-db/commands/enrol'
import { handIn } from '@edutrack/pwa/local-db/commands/hand-in'
import { noteProgress } from '@edutrack/pwa/local-db/commands/note-progress'
import { rename } from '@edutrack/pwa/local-db/commands/save-settings'
import { startAttempt } from '@edutrack/pwa/local-db/commands/start-attempt'
import { ana, createTestSchool } from '@edutrack/sync-server/testing/test-school'
import { createDisk, recordDisk, type RecordedDatabase } from './recorded-database.ts'
import { openSimulatedDevice } from './simulated-device.ts'

const school = await createTestSchool()
const { factory, storage } = createDisk()
const phone = await openSimulatedDevice({
  personId: 'ana',
  device: 'phone',
  now: school.clock.now,
  storage,
  send: async (request: SyncRequest) => ({ ok: true, response: await school.engine.handle(ana, request) }),
})
const unitOf = async (id: string) => {
  const unit = await phone.database.units.findOne(id).exec()
  if (unit === null) throw new Error(`${id} is not on the phone`)
  return unit.toMutableJSON()
}
await enrol(phone, 'c1')
await phone.engine.run()
const sent = await startAttempt(phone, await unitOf('quiz'))
await handIn(phone, { attemptId: sent.id, secondsUsed: 20, clockOffset: 0 })
await phone.engine.run()
// From here on nothing is sent: a hand-in, an open attempt, progress, and a new name over the school's.
for (const isHandedIn of [true, false]) {
  const { id } = await startAttempt(phone, await unitOf('quiz'))
  await answerQuestion(phone, { attemptId: id, questionId: 'q1', value: { choiceId: 'a' }, secondsUsed: 5 })
  if (isHandedIn) await handIn(phone, { attemptId: id, secondsUsed: 30, clockOffset: 0 })
}
await noteProgress(phone, { unit: await unitOf('page'), position: 0.5, furthest: 0.7, secondsMore: 40, isDone: true })
await rename(phone, 'Ana Maria')
const recorded: RecordedDatabase = {
  protocol: PROTOCOL_VERSION,
  personId: phone.database.name.replace(/^edutrack-/, ''),
  memory: await phone.memory.read(),
  unsent: (await phone.documents.unsent()).map(({ collection, document }) => `${collection}/${document.id}`),
  databases: [],
}
await phone.close()
await school.engine.close()
const path = new URL(`earlier-builds/protocol-${String(PROTOCOL_VERSION)}.json`, import.meta.url).pathname
writeFileSync(path, `${JSON.stringify({ ...recorded, databases: await recordDisk(factory) }, null, 1)}\n`)
console.log(`${path}: ${recorded.unsent.join(', ')}`)
