import type { Regrading } from '#app/regrading.ts'

/** A question that was graded anew once; once more, two would gain and one would lose. */
export const memoryRegrading: Regrading = {
  regrade: async (_questionId, { isPreview }) =>
    isPreview
      ? {
          ok: true,
          value: {
            gain: 2,
            lose: 1,
            same: 14,
            byHand: 1,
            changes: [
              { attemptId: 'a1', personName: 'Kwame Mensah', before: 2, after: 0, points: 2 },
              { attemptId: 'a2', personName: 'Efua Sarpong', before: 0, after: 2, points: 2 },
              { attemptId: 'a3', personName: 'Neema Juma', before: 1, after: 2, points: 2 },
            ],
          },
        }
      : { ok: false, messageId: 'error.offline' },
  undo: async () => ({ ok: false, messageId: 'error.offline' }),
  log: async () => ({
    ok: true,
    value: [
      { regradeId: 'r1', at: 1_790_000_000_000, byName: 'Amara Okafor', version: 2, gain: 3, lose: 0, isDone: true },
    ],
  }),
}
