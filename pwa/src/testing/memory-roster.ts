import type { Roster } from '#app/roster.ts'

/** A course with a colleague and two links; changes of them need a network that is not there. */
export const memoryRoster: Roster = {
  colleagues: async () => ({
    ok: true,
    value: [
      { personId: 'person-me', name: 'Amara Okafor', email: 'amara@school.example', isInstructor: true },
      { personId: 'person-tomas', name: 'Tomás Rivera', email: 'tomas@school.example', isInstructor: false },
    ],
  }),
  addColleague: async () => ({ ok: false, messageId: 'error.no-such-colleague' }),
  removeColleague: async () => ({ ok: false, messageId: 'error.offline' }),
  invitations: async (courseId) => ({
    ok: true,
    value: [
      {
        code: 'q3kD0sXn9bLw2FvR',
        courseId,
        createdAt: 2,
        label: 'Evening class',
        capacity: 30,
        group: 'Evening',
        used: 12,
      },
      { code: 'Zm81oQyT7aUeC4hP', courseId, createdAt: 1, revokedAt: 3, used: 4 },
    ],
  }),
  invite: async () => ({ ok: false, messageId: 'error.offline' }),
  revoke: async () => ({ ok: false, messageId: 'error.offline' }),
  addresses: async () => ({ ok: false, messageId: 'error.offline' }),
  takeIn: async (_courseId, { rows }) => ({
    ok: true,
    value: rows.map(({ email }, index) =>
      index % 3 === 0
        ? { outcome: 'account-made', personId: email }
        : index % 3 === 1
          ? { outcome: 'already-in', personId: email, groupBefore: '' }
          : { outcome: 'faulty', reason: 'email-wrong' },
    ),
  }),
  takeBack: async () => ({ ok: true, value: { removed: 2, kept: 1 } }),
  decideMany: async () => ({ ok: false, messageId: 'error.offline' }),
}
