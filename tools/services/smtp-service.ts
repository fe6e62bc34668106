import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { askPort, type RunningService, type Service } from './service.ts'

/** What has come: `messageId` without its brackets. */
export interface ReceivedLetter {
  readonly messageId: string
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html?: string
  readonly headers: Readonly<Record<string, string>>
}

/**
 * A mail server that takes every letter and delivers none. With `login`, it asks for it.
 * @param take called before the sender is told that the letter is accepted; if it rejects, the letter is refused for now (451).
 */
export const startSmtpSink = async (options: {
  readonly port: number
  readonly login?: { readonly user: string; readonly password: string }
  readonly take: (letter: ReceivedLetter) => Promise<void>
}): Promise<RunningService> => {
  const { port, login, take } = options
  const server = new SMTPServer({
    authOptional: login === undefined,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 1000,
    onAuth: (auth, _session, answer) => {
      if (login === undefined || (auth.username === login.user && auth.password === login.password))
        answer(null, { user: auth.username })
      else answer(Object.assign(new Error('wrong user or password'), { responseCode: 535 }))
    },
    onData: (stream, _session, answer) => {
      receive(stream).then(
        () => answer(),
        () => answer(Object.assign(new Error('not now'), { responseCode: 451 })),
      )
    },
  })
  const receive = async (stream: Parameters<typeof simpleParser>[0]): Promise<void> => {
    const parsed = await simpleParser(stream)
    await take({
      messageId: (parsed.messageId ?? '').replace(/^<|>$/g, ''),
      from: parsed.from?.text ?? '',
      to:
        parsed.to === undefined
          ? ''
          : Array.isArray(parsed.to)
            ? parsed.to.map(({ text }) => text).join()
            : parsed.to.text,
      subject: parsed.subject ?? '',
      text: parsed.text ?? '',
      ...(parsed.html === false ? {} : { html: parsed.html }),
      headers: Object.fromEntries(
        [...parsed.headers].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
      ),
    })
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      // A sender that goes away in the middle is its own affair.
      server.on('error', () => undefined)
      resolve()
    })
  })
  return { stop: () => new Promise((resolve) => server.close(() => resolve())) }
}

/** Letters become JSON files of the folder. */
export const smtpService: Service = {
  name: 'smtp',
  title: 'SMTP',
  port: 42_525,
  environment: (port) => ({
    EDUTRACK_SMTP_URL: `smtp://127.0.0.1:${String(port)}`,
    EDUTRACK_MAIL_FROM: 'EduTrack <school@example.org>',
  }),
  answers: async (port) => (await askPort(port, ''))?.startsWith('220') === true,
  start: async ({ port, folder }) => {
    await mkdir(folder, { recursive: true })
    let letters = 0
    return startSmtpSink({
      port,
      take: async (letter) => {
        letters += 1
        const name = `${new Date().toISOString().replaceAll(':', '-')}-${String(letters)}.json`
        await writeFile(join(folder, name), `${JSON.stringify(letter, null, 2)}\n`)
      },
    })
  },
  install: async () => {},
}
