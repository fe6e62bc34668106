import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { expect, test } from 'vitest'
import { enrol } from '@edutrack/pwa/local-db/commands/enrol'
import { createMemoryDeviceStore } from '@edutrack/pwa/platform/device-store'
import { ana, createTestSchool } from '@edutrack/sync-server/testing/test-school'
import { createCrashableStorage, createCrashableStore, createPower, PowerOff } from './crashable-storage.ts'
import { openSimulatedDevice } from './simulated-device.ts'

test('S4: cut off between any two writes of a page, and then out of the course: nothing of it stays on the phone', async () => {
  let cuts = 0
  for (let writes = 1; writes === 1 || cuts === writes - 1; writes += 1) {
    const school = await createTestSchool()
    const storage = getRxStorageMemory() as never
    const store = createMemoryDeviceStore()
    const power = createPower({ writes, isLastKept: true })
    const open = (isWeak: boolean) =>
      openSimulatedDevice({
        personId: 'ana',
        device: 'phone',
        now: school.clock.now,
        storage: isWeak ? createCrashableStorage(storage, power) : storage,
        store: isWeak ? createCrashableStore(store, power) : store,
        send: async (request) => ({ ok: true, response: await school.engine.handle(ana, request) }),
      })
    const weak = await open(true)
    await enrol(weak, 'c1')
    await weak.engine.run().catch((error: unknown) => {
      if (!(error instanceof PowerOff) && !(error instanceof Error && error.cause instanceof PowerOff)) throw error
    })
    if (power.isOff()) cuts += 1
    await weak.close()
    const stored = await school.store.document('enrolments', 'ana:c1')
    if (stored !== undefined)
      await school.engine.commitAsServer([
        { collection: 'enrolments', document: { ...stored.content, status: 'removed' } as never },
      ])
    const phone = await open(false)
    // What it still had to send is its wish as it was: the school has decided since.
    expect(await phone.engine.run()).toBeNull()
    if (stored !== undefined) {
      expect(await phone.database.units.find().exec()).toEqual([])
      expect(await phone.database.questions.find().exec()).toEqual([])
    }
    await phone.remove()
    await school.engine.close()
  }
  // A page of several collections has several such places.
  expect(cuts).toBeGreaterThan(5)
})
