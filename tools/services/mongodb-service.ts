import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { MongoClient, MongoServerError } from 'mongodb'
import { projectRoot } from '../run-command.ts'
import { byCargo, byPip, findProgram, installByFirst } from './find-program.ts'
import { ServiceMissing, startProgram, type RunningService, type Service } from './service.ts'

const REPLICA_SET = 'edutrack'
const HOW_TO_GET =
  'MongoDB is not on this machine: put mongod on the PATH (or name it by EDUTRACK_MONGOD), or get a stand-in by ' +
  '`cargo install secantus-mdb --version 0.5.3-beta.193 --ignore-rust-version`, or a slower one by `pip install SecantusDB`.'

const urlOf = (port: number): string => `mongodb://127.0.0.1:${String(port)}/edutrack?directConnection=true`

/** A real `mongod` as a replica set of one where there is one; else SecantusDB, which speaks the same protocol, for tests and trials. */
export const mongodbService: Service = {
  name: 'mongodb',
  title: 'MongoDB',
  port: 47_017,
  environment: (port) => ({ EDUTRACK_MONGODB_URL: urlOf(port) }),
  answers: async (port) => {
    try {
      return await withClient(port, async (client) => {
        const hello = await client.db('admin').command({ hello: 1 })
        return hello['setName'] !== undefined && hello['isWritablePrimary'] === true
      })
    } catch {
      return false
    }
  },
  start: (place) => startMongodb(place),
  install: async () => {
    if (process.env['EDUTRACK_MONGOD'] !== undefined || (findProgram('mongod') ?? findStandIn()) !== undefined) return
    const isThere = await installByFirst(
      byCargo('secantus-mdb', '--version', '0.5.3-beta.193', '--ignore-rust-version'),
      byPip('SecantusDB'),
    )
    if (!isThere) throw new ServiceMissing(HOW_TO_GET)
  },
}

/** `isSingle`: without a replica set, and so without transactions; what the product must refuse. */
export const startMongodb = async (options: {
  readonly port: number
  readonly folder: string
  readonly isSingle?: boolean
}): Promise<RunningService> => {
  const { port, folder, isSingle = false } = options
  await mkdir(folder, { recursive: true })
  const answers = () => (isSingle ? isListening(port) : mongodbService.answers(port))
  const mongod = process.env['EDUTRACK_MONGOD'] ?? findProgram('mongod')
  if (mongod !== undefined) {
    const replicaSet = isSingle ? [] : ['--replSet', REPLICA_SET]
    const args = [...replicaSet, '--bind_ip', '127.0.0.1', '--port', String(port), '--dbpath', folder]
    return startProgram(mongod, args, async () => {
      if (!isSingle) await initiate(port)
      return answers()
    })
  }
  const standIn = findStandIn()
  if (standIn === undefined) throw new ServiceMissing(HOW_TO_GET)
  // Its fast server is told to be as durable as MongoDB is with a journaled write concern.
  const durable = standIn.endsWith('secantusd-rs') ? ['--sync-on-commit'] : []
  const kind = isSingle ? ['--standalone'] : []
  return startProgram(standIn, ['--port', String(port), '--storage-path', folder, ...durable, ...kind], answers)
}

/** Whether something can be started here. */
export const isMongodbHere = (): boolean =>
  (process.env['EDUTRACK_MONGOD'] ?? findProgram('mongod') ?? findStandIn()) !== undefined

const isListening = async (port: number): Promise<boolean> => {
  try {
    return await withClient(port, async (client) => (await client.db('admin').command({ ping: 1 }))['ok'] === 1)
  } catch {
    return false
  }
}

/**
 * Whether what is started here keeps what it has acknowledged when it is killed, and tells by `explain` what it does: MongoDB and the fast stand-in
 * do, the one in Python doesn't.
 */
export const isMongodbExact = (): boolean =>
  (process.env['EDUTRACK_MONGOD'] ?? findProgram('mongod')) !== undefined ||
  findStandIn()?.endsWith('secantusd-py') === false

const findStandIn = (): string | undefined => {
  const beside = join(projectRoot, '..', 'shared', 'tools', 'secantusd-rs')
  return existsSync(beside) ? beside : (findProgram('secantusd-rs') ?? findProgram('secantusd-py'))
}

const withClient = async <Result>(port: number, work: (client: MongoClient) => Promise<Result>): Promise<Result> => {
  const client = new MongoClient(urlOf(port), { serverSelectionTimeoutMS: 1000, connectTimeoutMS: 1000 })
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.close()
  }
}

/** Makes a fresh server a replica set of one: only then it has transactions. */
const initiate = async (port: number): Promise<void> => {
  const members = [{ _id: 0, host: `127.0.0.1:${String(port)}` }]
  try {
    await withClient(port, (client) => client.db('admin').command({ replSetInitiate: { _id: REPLICA_SET, members } }))
  } catch (error) {
    // Initiated already, or not up yet: whoever asks next sees which.
    if (!(error instanceof MongoServerError) && !(error instanceof Error && error.name.startsWith('Mongo'))) throw error
  }
}
