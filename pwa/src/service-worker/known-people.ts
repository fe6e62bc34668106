import { firstValueFrom } from 'rxjs'
import type { DeviceStore } from '#platform/device-store.ts'

/** Who uses this device: kept by the page at each sign-in, since a service worker can't read local storage. */
export interface KnownPerson {
  readonly personId: string
  readonly device: string
}

const KNOWN_PEOPLE = 'device/people/'

export const noteKnownPerson = (store: DeviceStore, person: KnownPerson): Promise<void> =>
  store.set(`${KNOWN_PEOPLE}${person.personId}`, person)

export const forgetKnownPerson = (store: DeviceStore, personId: string): Promise<void> =>
  store.delete(`${KNOWN_PEOPLE}${personId}`)

export const readKnownPeople = async (store: DeviceStore): Promise<readonly KnownPerson[]> => [
  ...(await firstValueFrom(store.watchAll<KnownPerson>(KNOWN_PEOPLE))).values(),
]
