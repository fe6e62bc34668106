import { createHash } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { LetterRefused, MailUnavailable, type Mail } from './mail.ts'

const CONNECT_MS = 10_000
const SILENCE_MS = 30_000

/** Mail by a mail server that takes it for delivery. A letter that is sent again has the same Message-ID. */
export const createSmtpMail = (options: {
  /** `smtp://user:password@host:587`, or `smtps://…:465`. With a password, the connection must be encrypted unless the server is this machine. */
  readonly url: string
  /** `School <school@example.org>` */
  readonly from: string
}): Mail => {
  const { url, from } = options
  const { host, isEncryptionRequired } = readUrl(url)
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 4,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    requireTLS: isEncryptionRequired,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    send: async ({ id, to, subject, text, html }) => {
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          ...(html === undefined ? {} : { html }),
          messageId: `<${letterMessageId(id, from)}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
      } catch (error) {
        throw smtpErrorToMailError(error, host, to)
      }
    },
    ping: async () => {
      try {
        await transport.verify()
      } catch (error) {
        throw smtpErrorToMailError(error, host, '')
      }
    },
    close: async () => transport.close(),
  }
}

/** Of the letter's id, whatever it holds: `digest@domain of the sender`. */
export const letterMessageId = (id: string, from: string): string => {
  const domain = /@([a-zA-Z0-9.-]+)/.exec(from)?.[1] ?? 'edutrack.invalid'
  return `${createHash('sha256').update(id).digest('hex').slice(0, 40)}@${domain}`
}

const readUrl = (url: string): { readonly host: string; readonly isEncryptionRequired: boolean } => {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed === undefined || !['smtp:', 'smtps:'].includes(parsed.protocol))
    throw new MailUnavailable('The address of the mail server is not one: it looks like smtp://user:password@host:587.')
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(parsed.hostname)
  return {
    host: parsed.host,
    isEncryptionRequired: parsed.protocol === 'smtp:' && parsed.username !== '' && !isHere,
  }
}

interface SmtpError {
  readonly code?: string
  readonly responseCode?: number
}

const smtpErrorToMailError = (error: unknown, host: string, to: string): Error => {
  const { code, responseCode } = (error ?? {}) as SmtpError
  const what = error instanceof Error ? error.message : String(error)
  if (code === 'EAUTH' || code === 'ENOAUTH')
    return new MailUnavailable(
      `The mail server ${host} refuses the user or the password: correct them in its address.`,
      {
        cause: error,
      },
    )
  if (code === 'ETLS')
    return new MailUnavailable(
      `The mail server ${host} offers no encryption, without which no password is sent: use one that does. (${what})`,
      {
        cause: error,
      },
    )
  if (code === 'EENVELOPE' && (responseCode === undefined || responseCode >= 500))
    return new LetterRefused(`The mail server ${host} refuses letters to ${to}: ${what}`, { cause: error })
  return new MailUnavailable(
    `The mail server ${host} does not take letters now: see that it runs and that its address is right. (${what})`,
    {
      cause: error,
    },
  )
}
