import { freePort, type RunningService } from '@edutrack/tools/services/service'
import { startSmtpSink, type ReceivedLetter } from '@edutrack/tools/services/smtp-service'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { describeMailContract } from './mail-contract.ts'
import { LetterRefused, MailUnavailable, type Letter } from './mail.ts'
import { createSmtpMail, letterMessageId } from './smtp-mail.ts'

const FROM = 'School <school@example.org>'
const letter: Letter = { id: 'a', to: 'ana@example.org', subject: 'Hello', text: 'Hello\n' }

describeMailContract('SMTP', async () => {
  const port = await freePort()
  const come: ReceivedLetter[] = []
  const server = await startSmtpSink({ port, take: async (received) => void come.push(received) })
  const mail = createSmtpMail({ url: `smtp://127.0.0.1:${String(port)}`, from: FROM })
  const idsByMessageId = new Map<string, string>()
  return {
    mail: {
      ...mail,
      send: (sent) => {
        idsByMessageId.set(letterMessageId(sent.id, FROM), sent.id)
        return mail.send(sent)
      },
    },
    received: async () =>
      come.map(({ messageId, to, subject, text, html }) => ({
        id: idsByMessageId.get(messageId) ?? `unknown: ${messageId}`,
        to,
        subject,
        text,
        ...(html === undefined ? {} : { html }),
      })),
    cleanUp: async () => {
      await mail.close()
      await server.stop()
    },
  }
})

describe('a mail server', () => {
  let port: number
  let server: RunningService | undefined
  beforeEach(async () => {
    port = await freePort()
    server = undefined
  })
  afterEach(() => server?.stop())

  test('that is gone, comes, and goes again: each letter says so, or comes', async () => {
    const come: ReceivedLetter[] = []
    const start = async () => {
      server = await startSmtpSink({ port, take: async (received) => void come.push(received) })
    }
    const mail = createSmtpMail({ url: `smtp://127.0.0.1:${String(port)}`, from: FROM })
    await expect(mail.ping()).rejects.toThrow('see that it runs')
    await expect(mail.send(letter)).rejects.toBeInstanceOf(MailUnavailable)
    await start()
    await mail.send(letter)
    expect(come).toHaveLength(1)
    expect(come[0]?.headers['auto-submitted']).toBe('auto-generated')
    await server?.stop()
    await expect(mail.send(letter)).rejects.toBeInstanceOf(MailUnavailable)
    await start()
    await mail.send(letter)
    expect(come).toHaveLength(2)
    await mail.close()
  })

  test('that can’t take a letter now, is not said to have it', async () => {
    let isFull = true
    const come: ReceivedLetter[] = []
    server = await startSmtpSink({
      port,
      take: async (received) => {
        if (isFull) throw new Error('full')
        come.push(received)
      },
    })
    const mail = createSmtpMail({ url: `smtp://127.0.0.1:${String(port)}`, from: FROM })
    await expect(mail.send(letter)).rejects.toBeInstanceOf(MailUnavailable)
    isFull = false
    await mail.send(letter)
    expect(come).toHaveLength(1)
    await mail.close()
  })

  test('that asks for a login: a wrong one is said without the password, a letter to nobody is refused', async () => {
    server = await startSmtpSink({ port, login: { user: 'school', password: 'right' }, take: async () => {} })
    const wrong = createSmtpMail({ url: `smtp://school:wrong@127.0.0.1:${String(port)}`, from: FROM })
    const error = await wrong.ping().catch((thrown: unknown) => thrown as Error)
    expect(error).toBeInstanceOf(MailUnavailable)
    expect((error as Error).message).toContain('refuses the user or the password')
    expect((error as Error).message).not.toContain('wrong')
    const right = createSmtpMail({ url: `smtp://school:right@127.0.0.1:${String(port)}`, from: FROM })
    await right.ping()
    await expect(right.send({ ...letter, to: '' })).rejects.toBeInstanceOf(LetterRefused)
    await wrong.close()
    await right.close()
  })

  test('whose address is not one is said at the start; one letter goes to one address, whatever it holds', async () => {
    expect(() => createSmtpMail({ url: 'mail.example.org', from: FROM })).toThrow('smtp://user:password@host:587')
    const come: ReceivedLetter[] = []
    server = await startSmtpSink({ port, take: async (received) => void come.push(received) })
    const mail = createSmtpMail({ url: `smtp://127.0.0.1:${String(port)}`, from: FROM })
    for (const to of ['ana@example.org, eve@example.org', 'ana@example.org\r\nBcc: eve@example.org'])
      await expect(mail.send({ ...letter, to })).rejects.toBeInstanceOf(LetterRefused)
    expect(come).toEqual([])
    await mail.close()
  })
})
