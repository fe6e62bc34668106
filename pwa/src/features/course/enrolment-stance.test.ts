import { expect, test } from 'vitest'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import { enrolmentStance } from './enrolment-stance.ts'

const course = (mode: Course['enrolment']['mode'], status: Course['status'] = 'published'): Course =>
  ({ id: 'c', enrolment: { mode }, status }) as Course
const enrolment = (wish: Enrolment['wish'], status: Enrolment['status']): Enrolment =>
  ({ id: 'p:c', personId: 'p', courseId: 'c', wish, wishedAt: 0, status }) as Enrolment

test.each([
  [course('open'), null, null, 'out'],
  [course('closed'), null, null, 'closed'],
  [course('open', 'archived'), null, null, 'closed'],
  [course('invitation'), null, null, 'invitation-needed'],
  [course('invitation'), null, 'code', 'out'],
  [course('open'), enrolment('enrolled', 'requested'), null, 'wishing'],
  [course('open'), enrolment('enrolled', 'active'), null, 'in'],
  [course('closed'), enrolment('enrolled', 'completed'), null, 'in'],
  [course('open'), enrolment('enrolled', 'refused'), null, 'refused'],
  [course('open'), enrolment('enrolled', 'removed'), null, 'removed'],
  [course('open'), enrolment('left', 'active'), null, 'leaving'],
  [course('open'), enrolment('left', 'left'), null, 'out'],
  [course('open'), enrolment('left', 'requested'), null, 'out'],
] as const)('%# %o, %o, invitation %s: %s', (of, known, invitation, stance) => {
  expect(enrolmentStance(of, known, invitation)).toBe(stance)
})
