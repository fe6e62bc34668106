import { expect, test } from 'vitest'
import { MailUnavailable, type Letter, type Mail } from '#ports/mail/mail.ts'
import { createMemoryStore } from '#ports/store/memory-store.ts'
import { createTestClock, NOON } from '#testing/test-clock.ts'
import { createMailOnce } from './mail-once.ts'

const letter = { id: 'enrolled-1', to: 'ana@example.org', subject: 'Hello', text: 'Hello\n' }

const open = async (send?: Mail['send']) => {
  const sent: Letter[] = []
  const store = createMemoryStore()
  const clock = createTestClock()
  const mail = {
    send: send ?? (async (given: Letter) => void sent.push(given)),
    ping: async () => {},
    close: async () => {},
  }
  return {
    sent,
    store,
    clock,
    mail: await createMailOnce({ mail, store, clock }),
    again: () => createMailOnce({ mail, store, clock }),
  }
}

test('S15: a letter that was handed over is not sent again, by whichever worker takes its job over', async () => {
  const { mail, sent, again } = await open()
  await mail.send(letter)
  await mail.send(letter)
  await (await again()).send(letter)
  expect(sent).toEqual([letter])
  await mail.send({ ...letter, id: 'enrolled-2' })
  expect(sent).toHaveLength(2)
})

test('a letter that could not be handed over is sent at the next try', async () => {
  let tries = 0
  const { mail } = await open(async () => {
    tries += 1
    if (tries === 1) throw new MailUnavailable('gone')
  })
  await expect(mail.send(letter)).rejects.toBeInstanceOf(MailUnavailable)
  await mail.send(letter)
  expect(tries).toBe(2)
})

test('letters are forgotten when no job can send them any more', async () => {
  const { mail, store, clock } = await open()
  await mail.send(letter)
  clock.set(NOON + 13 * 24 * 3600_000)
  clock.tick()
  await expect.poll(() => store.row('sent_letters', letter.id)).toBeDefined()
  clock.set(NOON + 15 * 24 * 3600_000)
  clock.tick()
  await expect.poll(() => store.row('sent_letters', letter.id)).toBeUndefined()
})
