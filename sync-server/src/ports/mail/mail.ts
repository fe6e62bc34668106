/** Sends letters. At least once; `id` travels as Message-ID so that a repeated letter is recognised. */
export interface Mail {
  /** Resolves when the letter is handed over for good. Rejects with `MailUnavailable` or `LetterRefused`. */
  send(letter: Letter): Promise<void>
  ping(): Promise<void>
  close(): Promise<void>
}
export interface Letter {
  /** Derived from what caused it (S15). */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html?: string
}

/** Letters can't be handed over now, none of them; the message says what to do. */
export class MailUnavailable extends Error {
  override readonly name = 'MailUnavailable'
}
/** This letter is refused for good: its address is not one, or has no mailbox. */
export class LetterRefused extends Error {
  override readonly name = 'LetterRefused'
}
