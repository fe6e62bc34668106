import type { Clock } from '#ports/clock/clock.ts'
import type { PushSubscription } from '#ports/push/push.ts'
import type { Store, StoreReader, TableDefinition, TableRow } from '#ports/store/store.ts'
import { stateHash } from '#sync/json-hash.ts'

export const messagingTables: readonly TableDefinition[] = [
  { name: 'push_subscriptions', indexes: [{ name: 'by_person', fields: ['personId'] }] },
  { name: 'quiet_hours', indexes: [] },
]
/** More devices than one person has; the oldest gives way. */
const MOST_DEVICES = 20

/** A device that is woken for a person, as long as the session lasts under which it was subscribed. */
export interface SubscriptionRow extends TableRow {
  readonly personId: string
  readonly sessionId: string
  readonly subscription: PushSubscription
  /** Server's clock, ms. */
  readonly subscribedAt: number
}

const idOf = (endpoint: string): string => stateHash({ endpoint })

/** One row for a browser: who signs in there next takes it over. */
export const subscribe = async (
  { store, clock }: { readonly store: Store; readonly clock: Pick<Clock, 'now'> },
  { personId, sessionId }: Pick<SubscriptionRow, 'personId' | 'sessionId'>,
  subscription: PushSubscription,
): Promise<void> => {
  await store.transact(async (tx) => {
    const row: SubscriptionRow = {
      id: idOf(subscription.endpoint),
      personId,
      sessionId,
      subscription,
      subscribedAt: clock.now(),
    }
    const others = (await subscriptionRows(tx, personId)).filter(({ id }) => id !== row.id)
    for (const { id } of others.toSorted((a, b) => b.subscribedAt - a.subscribedAt).slice(MOST_DEVICES - 1))
      await tx.deleteRow('push_subscriptions', id)
    await tx.putRow('push_subscriptions', row)
  })
}

/** Resolves to whether it was this person's. */
export const unsubscribe = async (store: Store, personId: string, endpoint: string): Promise<boolean> =>
  store.transact(async (tx) => {
    const row = await tx.row<SubscriptionRow>('push_subscriptions', idOf(endpoint))
    return row?.personId === personId && tx.deleteRow('push_subscriptions', row.id)
  })

/** The devices on which a person is still signed in; what was subscribed under a session that has ended is removed. */
export const devicesOf = async (store: Store, personId: string): Promise<readonly SubscriptionRow[]> => {
  const devices: SubscriptionRow[] = []
  for (const row of await subscriptionRows(store, personId))
    if ((await store.row('session', row.sessionId)) === undefined) await forgetDevice(store, row.id)
    else devices.push(row)
  return devices
}

export const forgetDevice = async (store: Store, id: string): Promise<void> => {
  await store.transact((tx) => tx.deleteRow('push_subscriptions', id))
}

const subscriptionRows = (store: StoreReader, personId: string): Promise<readonly SubscriptionRow[]> =>
  store.rows<SubscriptionRow>({
    table: 'push_subscriptions',
    index: 'by_person',
    equals: [personId],
    limit: MOST_DEVICES + 1,
  })
