import { z } from 'zod'
import type { NewJob } from '#ports/queue/queue.ts'
import type { TableRow } from '#ports/store/store.ts'
import { stateHash } from '#sync/json-hash.ts'
import { PATIENTLY, type JobHandler } from '../../job-handler.ts'

/** So long a link to a new password holds, seconds. */
export const RESET_SECONDS = 3600

/** `until`: server's clock, ms. */
const payloadSchema = z.object({ personId: z.string(), token: z.string(), until: z.number() })
type Payload = z.infer<typeof payloadSchema>

/** The id tells nothing of the token: it stands in the log. */
export const resetLetter = (payload: Payload): NewJob => ({
  id: `reset-letter-${stateHash({ token: payload.token })}`,
  kind: 'reset-letter',
  payload,
  ...PATIENTLY,
})

/**
 * The link to a new password by mail, as long as it holds. Not sent while its request waits: whoever asks would see by the time that it takes whether the school
 * knows an address, and a mail server that is away for a minute would lose the letter.
 */
export const resetLetterJob: JobHandler = {
  kind: 'reset-letter',
  // Nobody wants it any more, and its link holds for whoever reads it.
  failedForMs: RESET_SECONDS * 1000,
  payload: payloadSchema,
  run: async ({ store, mail, clock, baseUrl }, { id, payload }) => {
    const { personId, token, until } = payload as Payload
    const account = await store.row<AccountRow>('user', personId)
    if (account === undefined || clock.now() >= until) return
    await mail.send({
      id,
      to: account.email,
      subject: 'Choose a new password',
      text: `Hello ${account.name},\n\nto choose a new password, open ${baseUrl}/reset?token=${token}\n\nIf you did not ask for this, do nothing: your password stays as it is.\n`,
    })
  },
}

interface AccountRow extends TableRow {
  readonly name: string
  readonly email: string
}
