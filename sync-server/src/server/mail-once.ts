import type { Clock } from '#ports/clock/clock.ts'
import type { Mail } from '#ports/mail/mail.ts'
import type { Store, TableDefinition } from '#ports/store/store.ts'

const sentLetters: TableDefinition = { name: 'sent_letters', indexes: [{ name: 'by_time', fields: ['sentAt'] }] }
/** The queue knows a job's id for a week; after that nothing can send its letter again. */
const KEPT_MS = 14 * 24 * 3600_000
const FORGET_EVERY_MS = 3600_000
const FORGOTTEN_AT_ONCE = 500

/**
 * Mail that sends the letter of an id once (S15): what was handed over is noted in the store, so a job whose worker died before it was acknowledged doesn't send it again. Between the
 * mail server's answer and the note is one write: a worker that dies within it has the letter sent again, under the same Message-ID, by which mailboxes know it.
 */
export const createMailOnce = async (deps: {
  readonly mail: Mail
  readonly store: Store
  readonly clock: Clock
}): Promise<Mail> => {
  const { mail, store, clock } = deps
  await store.migrate([sentLetters])
  const forgetOld = async (): Promise<void> => {
    const upTo = clock.now() - KEPT_MS
    const old = await store.rows({
      table: sentLetters.name,
      index: 'by_time',
      equals: [],
      upTo,
      limit: FORGOTTEN_AT_ONCE,
    })
    if (old.length === 0) return
    await store.transact(async (tx) => {
      for (const { id } of old) await tx.deleteRow(sentLetters.name, id)
    })
  }
  // A store that is out of reach now is not an hour later.
  const stopForgetting = clock.every(FORGET_EVERY_MS, () => void forgetOld().catch(() => undefined))
  return {
    send: async (letter) => {
      if ((await store.row(sentLetters.name, letter.id)) !== undefined) return
      await mail.send(letter)
      await store.transact((tx) => tx.putRow(sentLetters.name, { id: letter.id, sentAt: clock.now() }))
    },
    ping: () => mail.ping(),
    close: async () => {
      stopForgetting()
      await mail.close()
    },
  }
}
