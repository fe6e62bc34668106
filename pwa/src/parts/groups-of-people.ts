import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'

/** The groups that there are, by name. */
export const groupsOfPeople = (enrolments: readonly Pick<Enrolment, 'group'>[]): readonly string[] =>
  [...new Set(enrolments.map(({ group = '' }) => group))]
    .filter((group) => group !== '')
    .toSorted((a, b) => a.localeCompare(b))

/** `''`: those in no group. */
export const isOfGroup = ({ group = '' }: Pick<Enrolment, 'group'>, wanted: string): boolean => group === wanted
