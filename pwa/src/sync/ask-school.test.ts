import { expect, test } from 'vitest'
import { askSchool } from './ask-school.ts'

const answering =
  (response: Response | Error): typeof fetch =>
  async () => {
    if (response instanceof Error) throw response
    return response
  }
const failure = (code: string): Response => Response.json({ error: { code } }, { status: 404 })

test.each([
  ['done', new Response(null, { status: 204 }), { ok: true }],
  ['a documented failure', failure('not-found'), { ok: false, messageId: 'error.not-found' }],
  ['a proxy’s page', new Response('<h1>502</h1>', { status: 502 }), { ok: false, messageId: 'error.unavailable' }],
  ['no network', new TypeError('Failed to fetch'), { ok: false, messageId: 'error.offline' }],
] as const)('%s', async (_what, response, outcome) => {
  expect(await askSchool(answering(response), '/api/x', {})).toEqual(outcome)
})
