import {
  MongoBulkWriteError,
  MongoError,
  MongoNetworkError,
  MongoServerError,
  MongoServerSelectionError,
} from 'mongodb'
import { StoreMisconfigured, StoreUnavailable } from './store.ts'

const AUTHENTICATION_FAILED = 18
const UNAUTHORIZED = 13

/** Errors of the driver as the port's, with what to do; all others as they are. `place`: hosts and database, without the password. */
export const mongoErrorToStoreError = (error: unknown, place: string): unknown => {
  if (!(error instanceof MongoError || error instanceof ConnectionLost)) return error
  if (isLoginRefused(error))
    return new StoreMisconfigured(
      `MongoDB at ${place} refuses the user or the password: correct them in its address, or make that user.`,
      { cause: error },
    )
  if (error instanceof MongoError && error.code === UNAUTHORIZED)
    return new StoreMisconfigured(
      `MongoDB at ${place} asks for a user, or this one has too few rights: name one with the role readWrite in its address.`,
      { cause: error },
    )
  if (error instanceof MongoServerError)
    return new StoreUnavailable(`MongoDB at ${place} could not do it: ${error.message}`, { cause: error })
  return new StoreUnavailable(
    `MongoDB at ${place} does not answer, or has no primary: see that it runs and that its address is right. (${error.message})`,
    { cause: error },
  )
}

const isLoginRefused = (error: Error): boolean =>
  (error instanceof MongoError && error.code === AUTHENTICATION_FAILED) ||
  /authentication failed/i.test(error.message) ||
  (error.cause instanceof Error && isLoginRefused(error.cause))

/** The connection broke under a request: whether the database has carried it out is not known. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost'
}

/** An error of a request to the database. The driver lets some errors of sockets through as they are, labels not all of its own, and wraps those that befall a bulk request. */
export const asConnectionLost = (error: unknown): unknown => {
  if (error instanceof MongoBulkWriteError && (error.errorResponse as unknown) instanceof Error) {
    const lost = asConnectionLost(error.errorResponse)
    return lost instanceof ConnectionLost ? lost : error
  }
  const isSockets =
    error instanceof Error && !(error instanceof MongoError) && typeof (error as { code?: unknown }).code === 'string'
  return isSockets || error instanceof MongoNetworkError ? new ConnectionLost(error.message, { cause: error }) : error
}

/** The transaction met another's, or the connection broke before its commit: nothing of it is written, and it may succeed when it is run again. */
export const isTransient = (error: unknown): boolean =>
  error instanceof ConnectionLost || (error instanceof MongoError && error.hasErrorLabel('TransientTransactionError'))

/** Of a commit: it may be written or not. To send it again is safe. */
export const isCommitUnknown = (error: unknown): boolean =>
  asConnectionLost(error) instanceof ConnectionLost ||
  error instanceof MongoServerSelectionError ||
  (error instanceof MongoError && error.hasErrorLabel('UnknownTransactionCommitResult'))
