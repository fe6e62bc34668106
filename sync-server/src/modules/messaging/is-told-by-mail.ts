import type { Notice } from '@edutrack/shared-schema/collections/notices'
import type { Person } from '@edutrack/shared-schema/collections/people'

/** What goes by mail as well, unless a person has chosen otherwise: what changes their standing in a course. */
const byMailUnlessChosen: ReadonlySet<Notice['kind']> = new Set([
  'refused',
  'enrolled',
  'graded',
  'decided',
  'certificate',
  'deadline',
])

export const isToldByMail = ({ settings }: Pick<Person, 'settings'>, kind: Notice['kind']): boolean =>
  settings.notify?.[kind]?.includes('mail') ?? byMailUnlessChosen.has(kind)
