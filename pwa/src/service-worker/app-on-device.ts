import type { DeviceStore } from '#platform/device-store.ts'
import { isStorageFull } from '#platform/storage-full.ts'
import type { TeachingStored } from '#platform/stored-app.ts'
import type { TeachingPart } from './teaching-part.ts'

/**
 * The app's files on this device (L1). At the installation of a build, all that everybody needs is stored, and on a device of someone who teaches, all that they need too: only then does it take over. Two
 * cases are left: the first build of a device opens as soon as everybody's part is here, and where there is no room for the teaching part, a build that the school may demand (S16) must not fail for it.
 */
export interface AppOnDevice {
  /** Rejects when this build can't take over yet; the next try goes on from what is here. */
  install(event: ExtendableEvent, options: { readonly isFirst: boolean }): Promise<void>
  /** Called when this build has taken over: pages of the one before may be open, and ask for what they have not loaded yet. */
  noteOpenPages(): Promise<void>
  /** Brings the device up to who uses it now, and lets go of what the pages of earlier builds needed once they are closed. Called by a page, now and then. */
  tend(event: ExtendableEvent): Promise<TeachingStored>
}

/** Ids of the pages that were open when this build took over. */
const OPEN_PAGES = 'device/pages-of-earlier-builds'

export const createAppOnDevice = (deps: {
  /** What everybody needs; workbox works within the event. */
  readonly everybodys: {
    store(event: ExtendableEvent): Promise<unknown>
    forgetEarlier(event: ExtendableEvent): Promise<unknown>
  }
  readonly teaching: TeachingPart
  /** Whether someone who teaches is known on this device. Rejects where that can't be read. */
  readonly isTaughtHere: () => Promise<boolean>
  readonly notes: Pick<DeviceStore, 'get' | 'set' | 'delete'>
  /** Ids of the pages of the app that are open. */
  readonly openPages: () => Promise<readonly string[]>
  /** Whether a newer build is being stored, or waits: what it has stored must stay. */
  readonly isNewerComing: () => boolean
}): AppOnDevice => {
  const { everybodys, teaching, notes, openPages } = deps

  const storeTeaching = async (): Promise<TeachingStored> => {
    try {
      await teaching.store()
      return 'stored'
    } catch (error) {
      return isStorageFull(error) ? 'no-space' : 'interrupted'
    }
  }
  const forgetEarlier = async (event: ExtendableEvent): Promise<void> => {
    const before = await notes.get<readonly string[]>(OPEN_PAGES)
    if (before === undefined || deps.isNewerComing()) return
    const open = new Set(await openPages())
    if (before.some((id) => open.has(id))) return
    await everybodys.forgetEarlier(event)
    await teaching.forgetEarlier()
    await notes.delete(OPEN_PAGES)
  }
  const tend = async (event: ExtendableEvent): Promise<TeachingStored> => {
    await forgetEarlier(event)
    if (await deps.isTaughtHere()) return storeTeaching()
    await teaching.remove()
    return 'not-needed'
  }

  let tending: Promise<TeachingStored> | undefined
  return {
    install: async (event, { isFirst }) => {
      await everybodys.store(event)
      if (!(await deps.isTaughtHere().catch(() => false))) return
      const outcome = await storeTeaching()
      if (outcome === 'interrupted' && !isFirst)
        throw new Error('The network was lost while the teaching part of the app was stored')
    },
    noteOpenPages: async () => notes.set(OPEN_PAGES, await openPages()),
    tend: (event) => {
      // Several pages may ask at once.
      tending ??= tend(event).finally(() => {
        tending = undefined
      })
      return tending
    },
  }
}
