import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createCheckpoints, encodeChannels } from './checkpoint.ts'

const secrets = ['s', 'x'.repeat(64), 'y'.repeat(200)]

test('S4: positions come back as they went, for the same person alone', () => {
  const positions = fc.dictionary(
    fc.string({ unit: 'binary', maxLength: 12 }).filter((text) => text.isWellFormed()),
    fc.integer(),
    { maxKeys: 5 },
  )
  fc.assert(
    fc.property(fc.constantFrom(...secrets), positions, fc.string(), (secret, sent, person) => {
      const checkpoints = createCheckpoints({ secret })
      const text = checkpoints.encode(person, sent)
      expect({ ...checkpoints.decode(person, text) }).toEqual({ ...sent })
      expect(checkpoints.decode(`${person}x`, text)).toBeUndefined()
      expect(checkpoints.decode(person, `9${text}`)).toBeUndefined()
    }),
  )
})

test('S4: its code is HMAC-SHA-256, cut to nine bytes', () => {
  for (const secret of secrets) {
    const [body = '', code] = createCheckpoints({ secret }).encode('ana', { 'course:c1': 7, catalogue: 7 }).split('~')
    expect(body).toBe('7 catalogue course%3Ac1')
    const expected = createHmac('sha256', secret).update(`ana\n${body}`).digest().subarray(0, 9)
    expect(code).toBe(expected.toString('base64url'))
  }
})

test('S4: channels at one position are one text by either way', () => {
  const checkpoints = createCheckpoints({ secret: 's' })
  const channels = ['staff:b c', 'catalogue', 'person:ana']
  expect(checkpoints.encodeAt('ana', encodeChannels(channels), 9)).toBe(
    checkpoints.encode('ana', Object.fromEntries(channels.map((name) => [name, 9]))),
  )
})
