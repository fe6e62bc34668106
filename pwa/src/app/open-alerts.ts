import type { DeviceStore } from '#platform/device-store.ts'
import type { WebPush } from '#platform/web-push.ts'
import { askSchool, askSchoolFor } from '#sync/ask-school.ts'
import type { Alerts, QuietHours } from './alerts.ts'

interface AlertsDeps {
  readonly personId: string
  readonly store: DeviceStore
  readonly push: WebPush
  readonly fetch: typeof fetch
  readonly zone: string
}
interface Terms {
  readonly pushKey: string
  readonly quiet: QuietHours | null
}

const TERMS = '/api/me/notifications'
const PUSH = '/api/me/push'
/** Whether this person has this browser woken: on a shared phone the next one has not asked for it. */
const keyOf = ({ personId }: Pick<AlertsDeps, 'personId'>): string => `${personId}/is-woken`

export const openAlerts = (deps: AlertsDeps): Alerts => {
  const { store, push, zone } = deps
  return {
    state: async () => {
      const state = await push.state()
      return state === 'on' && (await store.get<boolean>(keyOf(deps))) !== true ? 'off' : state
    },
    turnOn: async () => {
      const terms = await askSchoolFor<Terms>(deps.fetch, { path: TERMS })
      if (!terms.ok) return terms
      const subscription = await push.subscribe(terms.value.pushKey)
      if (subscription === undefined) return { ok: false, messageId: 'alerts.refused' }
      const told = await askSchool(deps.fetch, PUSH, subscription)
      if (told.ok) await store.set(keyOf(deps), true)
      return told
    },
    turnOff: async () => {
      const current = await push.current()
      // Unsubscribed, it is told as gone with the next message, also where the school is out of reach now.
      await push.unsubscribe()
      await store.delete(keyOf(deps))
      if (current !== undefined)
        await deps
          .fetch(PUSH, {
            method: 'DELETE',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ endpoint: current.endpoint }),
          })
          .catch(() => undefined)
      return { ok: true }
    },
    quiet: async () => {
      const terms = await askSchoolFor<Terms>(deps.fetch, { path: TERMS })
      return terms.ok ? terms.value.quiet : undefined
    },
    setQuiet: (quiet) => askSchool(deps.fetch, '/api/me/quiet-hours', { quiet }),
    zone,
  }
}

/** Tells the school of this browser again: what was subscribed holds as long as the session does, and this may be another one. */
export const renewAlerts = async (deps: Pick<AlertsDeps, 'personId' | 'store' | 'push' | 'fetch'>): Promise<void> => {
  if ((await deps.store.get<boolean>(keyOf(deps))) !== true) return
  const current = await deps.push.current()
  if (current !== undefined) await askSchool(deps.fetch, PUSH, current)
}
