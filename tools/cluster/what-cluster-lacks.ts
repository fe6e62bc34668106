import { findProgram } from '../services/find-program.ts'
import { isMongodbHere } from '../services/mongodb-service.ts'

/** Programs of a cluster that are not on this machine. */
export const whatClusterLacks = (): readonly string[] => [
  ...(isMongodbHere() ? [] : ['MongoDB']),
  ...['redis-server', 'haproxy'].filter((name) => findProgram(name) === undefined),
  ...((findProgram('versitygw') ?? findProgram('moto_server')) === undefined ? ['an S3 store'] : []),
]
