import {
  MongoBulkWriteError,
  MongoNetworkError,
  MongoServerError,
  type BulkWriteResult,
  type MongoError,
} from 'mongodb'
import { expect, test } from 'vitest'
import { asConnectionLost, ConnectionLost, isTransient } from './mongo-errors.ts'

const none = {} as BulkWriteResult
const reset = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })

test.each([
  ['of the socket', reset],
  ['of the driver', new MongoNetworkError('connection 3 to 127.0.0.1:27017 closed')],
])(
  'a connection that is lost under a bulk request is known by the error %s, and its transaction runs again',
  (_, error) => {
    const lost = asConnectionLost(new MongoBulkWriteError(error as MongoError, none))
    expect(lost).toBeInstanceOf(ConnectionLost)
    expect((lost as Error).message).toBe(error.message)
    expect(isTransient(lost)).toBe(true)
  },
)

test('what the database itself refuses in a bulk request is told as it is', () => {
  const duplicate = new MongoBulkWriteError({ message: 'E11000 duplicate key', code: 11000, writeErrors: [] }, none)
  expect(asConnectionLost(duplicate)).toBe(duplicate)
  const ended = new MongoServerError({ message: 'ended', code: 251, errorLabels: ['TransientTransactionError'] })
  const wrapped = new MongoBulkWriteError(ended as MongoError, none)
  expect(asConnectionLost(wrapped)).toBe(wrapped)
  expect(isTransient(wrapped)).toBe(true)
})
