import { expect, test } from 'vitest'
import { createJsonLog } from './json-log.ts'

test('an error in the log says what happened and why', () => {
  const lines: string[] = []
  const log = createJsonLog('warn', { write: (line) => void lines.push(line) })
  const error = new TypeError('The log can’t be read', { cause: new Error('connect ECONNREFUSED') })
  log.warn({ error, person: 'ana' }, 'devices wait')
  log.info({}, 'below its level')
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    expect.objectContaining({
      msg: 'devices wait',
      person: 'ana',
      error: expect.objectContaining({
        type: 'TypeError',
        message: 'The log can’t be read',
        stack: expect.stringContaining('json-log.test.ts') as unknown,
        cause: expect.objectContaining({ message: 'connect ECONNREFUSED' }) as unknown,
      }) as unknown,
    }),
  ])
})
