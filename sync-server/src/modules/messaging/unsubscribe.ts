import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Notice } from '@edutrack/shared-schema/collections/notices'
import type { Person } from '@edutrack/shared-schema/collections/people'
import type { SyncEngine } from '#sync/sync-engine.ts'

/** Kinds that go by the letters with such a link. */
const kinds: readonly Notice['kind'][] = ['announcement', 'reply', 'decided']

/** What stands in a letter's link: it ends letters to one person, and can do nothing else. */
export interface UnsubscribeTokens {
  make(personId: string): string
  /** Whose it is; undefined where nobody here has made it. */
  read(token: string): string | undefined
}

export const createUnsubscribeTokens = ({ secret }: { readonly secret: string }): UnsubscribeTokens => {
  const code = (personId: string): Buffer => createHmac('sha256', secret).update(`unsubscribe ${personId}`).digest()
  return {
    make: (personId) => `${Buffer.from(personId).toString('base64url')}.${code(personId).toString('base64url')}`,
    read: (token) => {
      const [person = '', given = ''] = token.split('.')
      const personId = Buffer.from(person, 'base64url').toString()
      const expected = code(personId)
      const bytes = Buffer.from(given, 'base64url')
      return bytes.length === expected.length && timingSafeEqual(bytes, expected) ? personId : undefined
    },
  }
}

/** Letters end; push and the app stay as they were. */
export const stopLetters = (engine: Pick<SyncEngine, 'commitAsServer'>, personId: string): Promise<void> =>
  engine.commitAsServer(async (store) => {
    const stored = await store.document('people', personId)
    if (stored === undefined || stored.deleted) return []
    const person = stored.content as Person
    const notify = { ...person.settings.notify }
    for (const kind of kinds) notify[kind] = (notify[kind] ?? ['app', 'push']).filter((way) => way !== 'mail')
    return [{ collection: 'people', document: { ...person, settings: { ...person.settings, notify } } }]
  })
