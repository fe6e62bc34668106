import type { SyncResponse } from '@edutrack/shared-schema/protocol/sync'
import type { Reader } from '@edutrack/sync-server/sync/collection-rules'
import type { TestSchool } from '@edutrack/sync-server/testing/test-school'
import { openSimulatedDevice, type SimulatedDevice } from './simulated-device.ts'

/** A person's phone and a school in one process, with a network between them that is there or not. */
export const openPhoneAtSchool = (
  school: TestSchool,
  reader: Reader,
  isOffline: () => boolean,
): Promise<SimulatedDevice> =>
  openSimulatedDevice({
    personId: reader.personId,
    device: 'phone',
    now: school.clock.now,
    send: async (request) =>
      isOffline()
        ? { ok: false, problem: 'offline' }
        : {
            ok: true,
            response: JSON.parse(JSON.stringify(await school.engine.handle(reader, request))) as SyncResponse,
          },
  })
