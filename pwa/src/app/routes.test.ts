import { expect, test } from 'vitest'
import { addresses } from './addresses.ts'
import { routeAt } from './routes.ts'

test('before there is a router, an address leads to the same screen', () => {
  const paths = [
    addresses.home,
    addresses.courses,
    addresses.course('a course'),
    addresses.unit('c', 'u/1'),
    addresses.attempt('c', 'u', 'a'),
    addresses.work('attempts/1'),
    addresses.signIn,
    '/courses/',
    '/courses/c/units/u/attempts/a/more',
  ].map((address) => routeAt(address)?.path)
  expect(paths).toEqual([
    '/',
    '/courses',
    '/courses/:courseId',
    '/courses/:courseId/units/:unitId',
    '/courses/:courseId/units/:unitId/attempts/:attemptId',
    '/outbox/:itemId',
    '/sign-in',
    '/courses',
    '*',
  ])
})
