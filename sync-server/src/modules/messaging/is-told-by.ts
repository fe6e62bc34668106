import type { Notice } from '@edutrack/shared-schema/collections/notices'
import type { Person, Settings } from '@edutrack/shared-schema/collections/people'

/** What goes by mail as well, unless a person has chosen otherwise: what changes their standing in a course, and what all of it should know. */
const byMailUnlessChosen: ReadonlySet<Notice['kind']> = new Set([
  'refused',
  'enrolled',
  'graded',
  'decided',
  'certificate',
  'deadline',
  'announcement',
  'reply',
])

export const isToldByMail = ({ settings }: Pick<Person, 'settings'>, kind: Notice['kind']): boolean =>
  settings.notify?.[kind]?.includes('mail') ?? byMailUnlessChosen.has(kind)

/** What whoever reads no mail would choose. That something was refused is told in any case. */
export const noLetters: NonNullable<Settings['notify']> = Object.fromEntries(
  [...byMailUnlessChosen].filter((kind) => kind !== 'refused').map((kind) => [kind, ['app', 'push']]),
)

/** Whoever has a device woken is told all by it, unless they have chosen otherwise. */
export const isToldByPush = ({ settings }: Pick<Person, 'settings'>, kind: Notice['kind']): boolean =>
  settings.notify?.[kind]?.includes('push') ?? true
