import { createECDH, randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:https'
import type { IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { jwtVerify, importJWK } from 'jose'
import { decrypt } from 'http_ece'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeTestCertificate } from '#testing/test-certificate.ts'
import { PushUnavailable } from './push.ts'
import { createWebPush, newVapidKeys } from './web-push.ts'

/** A push service on this machine that speaks the protocol of the real ones; its device's side is read by a library of its own (http_ece), not by the one that writes. */
let service: Server
let host: string
let ca: string
let status: number
let received: { readonly headers: IncomingHttpHeaders; readonly body: Buffer }[]
const device = createECDH('prime256v1')
device.generateKeys()
const auth = randomBytes(16)
const keys = newVapidKeys()
const subscription = () => ({
  endpoint: `https://${host}/send/one`,
  keys: { p256dh: device.getPublicKey('base64url'), auth: auth.toString('base64url') },
})
beforeEach(async () => {
  const made = makeTestCertificate()
  ca = made.cert
  status = 201
  received = []
  service = createServer(made, (request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(parts) })
      response.writeHead(status).end()
    })
  })
  await new Promise<void>((resolve) => void service.listen(0, 'localhost', resolve))
  host = `localhost:${String((service.address() as AddressInfo).port)}`
})
afterEach(() => new Promise((resolve) => void service.close(resolve)))

const push = (moreHosts = [host]) => createWebPush({ keys, baseUrl: 'https://school.example', moreHosts, ca })
const message = { text: '{"title":"Ännchen"}', topic: 'topic', ttlSeconds: 60 }

test('a message is encrypted for the device alone, and signed by the school’s key', async () => {
  expect(await push().send(subscription(), message)).toBe('sent')
  const [{ headers, body } = { headers: {}, body: Buffer.alloc(0) }] = received
  expect(body.includes('title')).toBe(false)
  expect(headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '60', topic: 'topic', urgency: 'normal' })
  const text = decrypt(body, { version: 'aes128gcm', privateKey: device, authSecret: auth.toString('base64url') })
  expect(text.toString()).toBe(message.text)
  const [, token = '', key = ''] = /^vapid t=([^,]+), k=(.+)$/.exec(headers.authorization ?? '') ?? []
  expect(key).toBe(keys.publicKey)
  const point = Buffer.from(key, 'base64url')
  const publicKey = await importJWK(
    {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
    'ES256',
  )
  const { payload } = await jwtVerify(token, publicKey, { audience: `https://${host}` })
  expect(payload.sub).toBe('https://school.example')
})

test.each([404, 410])('a device that is subscribed no more is told as gone (%d)', async (answer) => {
  status = answer
  expect(await push().send(subscription(), message)).toBe('gone')
})

test.each([429, 500])('a push service without time is worth another try (%d)', async (answer) => {
  status = answer
  await expect(push().send(subscription(), message)).rejects.toThrow(PushUnavailable)
})

test('nobody makes the school ask an address of their choice', async () => {
  const none = push([])
  for (const endpoint of [
    subscription().endpoint,
    'https://10.0.0.1/x',
    'http://fcm.googleapis.com/x',
    'https://fcm.googleapis.com:8080/x',
    'https://fcm.googleapis.com.evil.example/x',
    'https://evil-push.apple.com.example/x',
    'https://me@fcm.googleapis.com/x',
    'no address',
  ])
    expect([endpoint, none.isAllowed(endpoint)]).toEqual([endpoint, false])
  expect(await none.send(subscription(), message)).toBe('gone')
  expect(received).toEqual([])
  for (const endpoint of [
    'https://fcm.googleapis.com/fcm/send/a',
    'https://updates.push.services.mozilla.com/wpush/v2/a',
    'https://web.push.apple.com/a',
    'https://db5p.notify.windows.com/w/?token=a',
  ])
    expect([endpoint, none.isAllowed(endpoint)]).toEqual([endpoint, true])
})
