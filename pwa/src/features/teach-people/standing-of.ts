import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'

/** As lists of people: those who wish to be let in come first. */
export const standings = ['wishing', 'in', 'out'] as const

export const standingOf = ({ status, wish }: Pick<Enrolment, 'status' | 'wish'>): (typeof standings)[number] =>
  status === 'active' || status === 'completed'
    ? 'in'
    : (status === 'requested' || status === 'refused') && wish === 'enrolled'
      ? 'wishing'
      : 'out'
