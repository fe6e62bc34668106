import type { Regrade } from '@edutrack/shared-schema/protocol/review'
import { askSchoolFor } from '#sync/ask-school.ts'
import type { Regrading } from './regrading.ts'

export const openRegrading = (fetchIt: typeof fetch): Regrading => ({
  regrade: (questionId, body) => askSchoolFor(fetchIt, { path: `${at(questionId)}/regrade`, body }),
  undo: (questionId, regradeId) =>
    askSchoolFor(fetchIt, { path: `${at(questionId)}/regrades/${encodeURIComponent(regradeId)}/undo`, method: 'POST' }),
  log: async (questionId) => {
    const answer = await askSchoolFor<{ readonly regrades: readonly Regrade[] }>(fetchIt, {
      path: `${at(questionId)}/regrades`,
    })
    return answer.ok ? { ok: true, value: answer.value.regrades } : answer
  },
})

const at = (questionId: string): string => `/api/questions/${encodeURIComponent(questionId)}`
