import { useState, type FormEvent } from 'react'
import type { Outcome } from '#app/services.ts'

/** A form before the door: one request at a time, and what the school said to the last one. */
export const useDoorForm = (): {
  /** A key of the catalogue; a new object for each failure, so that the same words are said again. */
  readonly problem: { readonly messageId: string } | null
  readonly isBusy: boolean
  readonly submit: (send: () => Promise<Outcome>) => (event: FormEvent) => void
} => {
  const [problem, setProblem] = useState<{ readonly messageId: string } | null>(null)
  const [isBusy, setBusy] = useState(false)
  return {
    problem,
    isBusy,
    submit: (send) => (event) => {
      event.preventDefault()
      if (isBusy) return
      setBusy(true)
      setProblem(null)
      void send()
        .then(
          (outcome) => setProblem(outcome.ok ? null : { messageId: outcome.messageId }),
          () => setProblem({ messageId: 'error.unavailable' }),
        )
        .finally(() => setBusy(false))
    },
  }
}
