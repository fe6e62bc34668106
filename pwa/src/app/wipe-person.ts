import { firstValueFrom } from 'rxjs'
import { removeRxDatabase } from 'rxdb/plugins/core'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import { databaseNameOf } from '#local-db/database-name.ts'
import { createCacheByteStore } from '#media/byte-store.ts'
import { createStoredMedia } from '#media/stored-media.ts'
import { createDexieDeviceStore } from '#platform/dexie-device-store.ts'
import { forgetKnownPerson } from '#service-worker/known-people.ts'

/** Removes all that a person has on this device: their database, what they downloaded and no other shares, and every note of them. */
export const wipePerson = async (personId: string): Promise<void> => {
  await removeRxDatabase(databaseNameOf(personId), getRxStorageDexie() as never)
  const store = createDexieDeviceStore()
  const claims = await firstValueFrom(store.watchAll<readonly string[]>('device/media-of/'))
  const mine = `device/media-of/${personId}/`
  const others = new Set([...claims].flatMap(([key, hashes]) => (key.startsWith(mine) ? [] : hashes)))
  const own = [...claims].flatMap(([key, hashes]) => (key.startsWith(mine) ? hashes : []))
  if ('caches' in globalThis) {
    const media = createStoredMedia(createCacheByteStore(caches, location.origin))
    for (const hash of own) if (!others.has(hash)) await media.remove(hash)
    await store.set('device/media-here', [...(await media.complete())])
  }
  await store.deleteAll(mine)
  await store.deleteAll(`${personId}/`)
  await forgetKnownPerson(store, personId)
}
