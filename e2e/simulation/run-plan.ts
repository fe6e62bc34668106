import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import type { RxStorage } from 'rxdb/plugins/core'
import type { StreamEvent } from '@edutrack/shared-schema/protocol/stream'
import type { SyncRequest } from '@edutrack/shared-schema/protocol/sync'
import { createMemoryDeviceStore, type DeviceStore } from '@edutrack/pwa/platform/device-store'
import type { Store } from '@edutrack/sync-server/ports/store/store'
import { actAsLearner } from './act-as-learner.ts'
import { actAsStaff } from './act-as-staff.ts'
import { createChance, type Chance } from './chance.ts'
import { corruptSomething } from './corrupt-something.ts'
import { createCrashableStorage, createCrashableStore, createPower, PowerOff } from './crashable-storage.ts'
import { createFaults, type FaultCounts } from './faults.ts'
import { createLedger } from './ledger.ts'
import { createNetwork } from './network.ts'
import { asOldBuildReads, asOldBuildSends } from './old-build.ts'
import { BrokenPromise, checkDevice, checkHandIns, checkLog, checkRefusals, checkRights, whatMaySee } from './oracle.ts'
import type { Plan, PlannedDevice, Step } from './plan.ts'
import { openSimulatedDevice, type SimulatedDevice } from './simulated-device.ts'
import { createSimulatedSchool, FORGOTTEN_DAYS, readers } from './simulated-school.ts'

export interface RunFigures {
  readonly operations: number
  readonly handIns: number
  readonly requests: number
  readonly faults: FaultCounts
}

const MINUTE = 60_000
const DAY = 86_400_000
/** Good network, and still not done after so many runs: it never will be. */
const PATIENCE = 6

/** Lives a plan through, with a bad network, failing power and a server that is killed; then all is well again, and every promise is checked. Throws `BrokenPromise`. */
export const runPlan = async (
  plan: Plan,
  options: {
    readonly makeStore: () => Promise<Store>
    /** RxDB's storage of a device; by device, so that it is there again when the device wakes. */
    readonly makeStorage?: (device: string) => RxStorage<unknown, unknown>
  },
): Promise<RunFigures> => {
  const makeStorage = options.makeStorage ?? (() => getRxStorageMemory() as never)
  const school = await createSimulatedSchool(await options.makeStore())
  const chance = createChance(plan.seed ^ 0x5bd1e995)
  const faults = createFaults()
  const network = createNetwork(chance, faults)
  const ledger = createLedger()
  const stores = new Map<string, DeviceStore>(plan.devices.map(({ device }) => [device, createMemoryDeviceStore()]))
  // A build that doesn't know of forgetting (S18) may keep what is gone, until it is updated and looks.
  const corrupted = new Set(plan.devices.filter(({ isOldBuild }) => isOldBuild).map(({ device }) => device))
  let operations = 0
  let requests = 0
  let wakes = 0
  let isHealed = false

  const serve = (personId: string) => async (request: SyncRequest) => {
    requests += 1
    const reader = readers[personId]
    if (reader === undefined) throw new Error(`Nobody is called ${personId}`)
    try {
      return await school.engine().handle(reader, request)
    } finally {
      if (school.killable.isKilled()) await school.restart()
    }
  }

  const wake = async (
    { device, personId, clockError, isOldBuild }: PlannedDevice,
    power: ReturnType<typeof createPower>,
    luck: Chance,
    live: (phone: SimulatedDevice) => Promise<void>,
  ): Promise<void> => {
    wakes += 1
    const store = stores.get(device) as DeviceStore
    let phone: SimulatedDevice | undefined
    phone = await openSimulatedDevice({
      personId,
      device,
      now: () => school.clock.now() + (isHealed ? 0 : clockError),
      storage: createCrashableStorage(makeStorage(device), power),
      store: createCrashableStore(store, power),
      idPrefix: `${device}-${String(wakes)}`,
      random: luck.value,
      send: async (request) => {
        const isOld = isOldBuild && !isHealed
        if (isOld) faults.count('request of an old build')
        const outcome = await network.send(isOld ? asOldBuildSends(request) : request, serve(personId), async () => {
          if (isHealed || phone === undefined || !luck.happens(0.15)) return
          faults.count('edit while sending')
          await act(phone, luck)
        })
        return isOld ? asOldBuildReads(outcome) : outcome
      },
    })
    try {
      await live(phone)
    } catch (error) {
      if (!(error instanceof PowerOff) && !isCausedByPowerOff(error)) throw error
    } finally {
      await phone.close()
    }
    // What the learner sees after the battery is back.
    if (power.isOff()) await lookAt(device, personId)
  }

  const lookAt = async (device: string, personId: string): Promise<void> => {
    const phone = await openSimulatedDevice({
      personId,
      device,
      now: school.clock.now,
      storage: makeStorage(device),
      store: stores.get(device) as DeviceStore,
      send: async () => ({ ok: false, problem: 'offline' }),
    })
    await noteWhatIsShown(phone)
    await phone.close()
  }

  const noteWhatIsShown = async (phone: SimulatedDevice): Promise<void> => {
    for (const document of await phone.database.attempts.find().exec()) {
      const attempt = document.toMutableJSON()
      if (attempt.status === 'handed-in') ledger.noteHandIn(attempt)
    }
    for (const document of await phone.database.progress.find().exec())
      ledger.notePlace(phone.device, document.toMutableJSON())
  }

  const act = async (phone: SimulatedDevice, luck: Chance): Promise<void> => {
    operations += 1
    await actAsLearner(phone, luck, ledger)
  }
  const staffActs = async (luck: Chance): Promise<void> => {
    operations += 1
    await actAsStaff(school, luck)
  }

  const liveWithStream = async (phone: SimulatedDevice, luck: Chance): Promise<void> => {
    const reader = readers[phone.personId]
    if (reader === undefined) return
    const events: StreamEvent[] = []
    const stream = await school.engine().openStream(reader, (event) => events.push(event))
    for (let turn = 0; turn < 3; turn += 1) {
      if (luck.happens(0.5)) await staffActs(luck)
      for (const event of events.splice(0)) {
        if (luck.happens(0.1)) {
          faults.count('stream event repeated')
          await phone.engine.hear(event)
        }
        if ((await phone.engine.hear(event)) === 'run') await phone.engine.run()
      }
      if (luck.happens(0.2)) {
        faults.count('stream cut')
        break
      }
    }
    stream.close()
  }

  const live = async (step: Step): Promise<void> => {
    const luck = createChance(step.seed)
    switch (step.kind) {
      case 'device': {
        const planned = luck.pick(plan.devices)
        if (planned.clockError !== 0) faults.count('clock off')
        const willCrash = luck.happens(0.35)
        const isLastKept = luck.happens(0.5)
        const power = createPower(willCrash ? { writes: luck.below(24), isLastKept } : undefined)
        await wake(planned, power, luck, async (phone) => {
          for (let turn = 3 + luck.below(9); turn > 0; turn -= 1) {
            if (luck.happens(0.3)) await phone.engine.run()
            else await act(phone, luck)
            school.clock.advance(luck.below(3 * MINUTE))
          }
          if (luck.happens(0.3)) await liveWithStream(phone, luck)
          if (luck.happens(0.1)) {
            // Its power may go after the first harm.
            corrupted.add(planned.device)
            if (await corruptSomething(phone, luck)) faults.count('local database corrupted')
          }
          await noteWhatIsShown(phone)
        })
        if (power.isOff()) faults.count(isLastKept ? 'device crashed after a write' : 'device crashed before a write')
        return
      }
      case 'staff':
        return staffActs(luck)
      case 'time': {
        const days = luck.happens(0.4)
        if (days) faults.count('days asleep')
        school.clock.advance(days ? luck.below(4) * DAY : luck.below(60) * MINUTE)
        return
      }
      case 'late deliveries':
        return network.deliverLate()
      case 'half a year': {
        await school.forgetting.pass()
        school.clock.advance((FORGOTTEN_DAYS + luck.below(3)) * DAY)
        if (luck.happens(0.7)) await school.restart()
        await school.forgetting.pass()
        faults.count('what was gone forgotten')
        return
      }
      case 'server killed':
        faults.count('server killed')
        school.killable.killAfter(luck.below(60))
    }
  }

  /** A step of the staff may be what the server's end is met by: they try again when it is back. */
  const liveOrRestart = async (step: Step): Promise<void> => {
    try {
      await live(step)
    } catch (error) {
      if (!school.killable.isKilled()) throw error
      await school.restart()
    }
  }

  try {
    for (const step of plan.steps) await liveOrRestart(step)
    if (school.killable.isKilled()) await school.restart()
    school.killable.revive()
    await network.deliverLate()
    network.heal()
    isHealed = true
    const idle = createChance(plan.seed)
    // Two rounds: what one device sends, the others have to hear of.
    for (let round = 0; round < 2; round += 1) {
      // Longer than any clock was off: each device looks whether it holds what it should.
      school.clock.advance(3 * DAY)
      for (const planned of plan.devices)
        await wake(planned, createPower(), idle, async (phone) => {
          for (let run = 0; ; run += 1) {
            if ((await phone.engine.run()) === null && (await phone.documents.unsent()).length === 0) break
            if (run >= PATIENCE)
              throw new BrokenPromise(
                `${planned.device} never gets done: ${JSON.stringify(await phone.documents.unsent())}`,
              )
          }
          await noteWhatIsShown(phone)
        })
    }
    await checkLog(school)
    await checkHandIns(school, ledger)
    // Self-checks mend; so that they hide no fault of sync, they have to find nothing but what was spoilt here.
    const spoilt = [...school.differing].filter((device) => !corrupted.has(device))
    if (spoilt.length > 0) throw new BrokenPromise(`${spoilt.join()} held something else than the school`)
    for (const personId of new Set(plan.devices.map((planned) => planned.personId))) {
      const seen = await whatMaySee(school, personId)
      await checkRights(school, personId, seen)
      await checkRefusals(school, personId, seen)
      for (const planned of plan.devices.filter((device) => device.personId === personId))
        await wake(planned, createPower(), idle, (phone) => checkDevice(phone, seen))
    }
    return { operations, handIns: ledger.handIns().size, requests, faults: faults.counts() }
  } finally {
    for (const { device, personId } of plan.devices) {
      const phone = await openSimulatedDevice({
        personId,
        device,
        now: school.clock.now,
        storage: makeStorage(device),
        send: async () => ({ ok: false, problem: 'offline' }),
      })
      await phone.remove()
    }
    await school.close()
  }
}

const isCausedByPowerOff = (error: unknown): boolean =>
  error instanceof Error &&
  (error.cause instanceof PowerOff || (error.cause !== undefined && isCausedByPowerOff(error.cause)))
