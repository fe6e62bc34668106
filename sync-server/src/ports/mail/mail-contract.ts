import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Letter, Mail } from './mail.ts'

/** What every adapter of the mail port promises. `received`: what has come to whoever the letters are for. */
export const describeMailContract = (
  name: string,
  makeMail: () => Promise<{
    readonly mail: Mail
    readonly received: () => Promise<readonly Letter[]>
    readonly cleanUp: () => Promise<void>
  }>,
): void => {
  describe(`mail: ${name}`, () => {
    let mail: Mail
    let received: () => Promise<readonly Letter[]>
    let cleanUp: () => Promise<void>
    beforeEach(async () => {
      ;({ mail, received, cleanUp } = await makeMail())
    })
    afterEach(() => cleanUp())
    const letter = (id: string, more: Partial<Letter> = {}): Letter => ({
      id,
      to: 'ana@example.org',
      subject: 'Your work has come',
      text: 'Hello Ana,\n\nit is here.\n',
      ...more,
    })

    test('a letter comes as it was sent, with every writing and both forms', async () => {
      await mail.ping()
      const sent = letter('a', {
        subject: 'Grüße · تحية · 你好',
        text: 'Zeile\n.\nFrom me: “✓”\n',
        html: '<p>Zeile &amp; mehr</p>',
      })
      await mail.send(sent)
      expect(await received()).toEqual([sent])
    })

    test('S15: a letter that is sent again, or twice at once, is recognised by its id', async () => {
      await Promise.all([mail.send(letter('a')), mail.send(letter('a')), mail.send(letter('b'))])
      await mail.send(letter('a'))
      const ids = new Set((await received()).map(({ id }) => id))
      expect([...ids].toSorted()).toEqual(['a', 'b'])
    })

    test('no id, whatever it holds, leads elsewhere', async () => {
      const ids = ['../x', '/etc/passwd', 'a'.repeat(400), 'new\nline', '']
      for (const id of ids) await mail.send(letter(id))
      expect((await received()).map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
    })
  })
}
