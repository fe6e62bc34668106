import { firstValueFrom } from 'rxjs'
import { setIfOther, type DeviceStore } from '#platform/device-store.ts'
import type { DurableRecord } from '#platform/durable-record.ts'
import type { KeptSession } from '#platform/session-store.ts'

/** Who uses this device: kept by the page at each sign-in, since a service worker can't read local storage. */
export interface KnownPerson {
  readonly personId: string
  readonly device: string
  /** An instructor or administrator: their part of the app is stored here. */
  readonly teaches?: boolean
}

const KNOWN_PEOPLE = 'device/people/'

export const noteKnownPerson = (store: DeviceStore, person: KnownPerson): Promise<void> =>
  setIfOther(store, `${KNOWN_PEOPLE}${person.personId}`, person)

export const forgetKnownPerson = (store: DeviceStore, personId: string): Promise<void> =>
  store.delete(`${KNOWN_PEOPLE}${personId}`)

/**
 * Whose work may leave: who is signed in. After a sign-out it is nobody's, also while the school has not heard of it and the browser's cookie would still do (S17).
 * Where the browser keeps no record of it, all are tried, and the school says whose session it is.
 */
export const readPeopleToDeliverFor = async (
  store: DeviceStore,
  session: Pick<DurableRecord<KeptSession>, 'read'>,
): Promise<readonly KnownPerson[]> => {
  const people = await knownPeople(store)
  const kept = await session.read().catch(() => undefined)
  if (kept === undefined) return people
  const { person, isSignOutOwed } = kept
  if (person === null || person.isExpired || isSignOutOwed) return []
  return people.filter(({ personId }) => personId === person.personId)
}

/** Whether someone who teaches uses this device, be it that another person is signed in now. Earlier builds did not note it: then the session tells. */
export const isTaughtHere = async (
  store: DeviceStore,
  session: Pick<DurableRecord<KeptSession>, 'read'>,
): Promise<boolean> => {
  if ((await knownPeople(store)).some(({ teaches }) => teaches === true)) return true
  const kept = await session.read().catch(() => undefined)
  return kept?.person !== undefined && kept.person !== null && kept.person.role !== 'learner'
}

const knownPeople = async (store: DeviceStore): Promise<readonly KnownPerson[]> => [
  ...(await firstValueFrom(store.watchAll<KnownPerson>(KNOWN_PEOPLE))).values(),
]
