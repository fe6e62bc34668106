import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { clientAddress, limitKeyOf } from './client-address.ts'
import type { HttpEnvironment } from './environment.ts'

test('what a client claims counts for nothing; what trusted proxies saw does', async () => {
  const seen = async (trustedProxies: number, forwarded?: string) => {
    const app = new Hono<HttpEnvironment>()
    app.get('/', (context) => context.text(clientAddress(context, trustedProxies)))
    const response = await app.request(
      '/',
      forwarded === undefined ? {} : { headers: { 'x-forwarded-for': forwarded } },
    )
    return response.text()
  }
  expect(await seen(0, '9.9.9.9')).toBe('127.0.0.1')
  expect(await seen(1, '9.9.9.9, 203.0.113.5')).toBe('203.0.113.5')
  expect(await seen(2, '9.9.9.9, 203.0.113.5, 10.0.0.1')).toBe('203.0.113.5')
  expect(await seen(1)).toBe('127.0.0.1')
})

test('a limit is shared by an address of IPv4, and by a network of IPv6', () => {
  expect(limitKeyOf('203.0.113.5')).toBe('203.0.113.5')
  expect(limitKeyOf('::ffff:203.0.113.5')).toBe('203.0.113.5')
  expect(limitKeyOf('2001:db8:1:2:aaaa::1')).toBe('2001:db8:1:2::/64')
  expect(limitKeyOf('2001:db8:1:2:bbbb:1:2:3')).toBe('2001:db8:1:2::/64')
  expect(limitKeyOf('2001:db8::1')).toBe('2001:db8:0:0::/64')
})
