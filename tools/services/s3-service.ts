import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { byGo, byPip, findProgram, installByFirst } from './find-program.ts'
import { askPort, ServiceMissing, startProgram, type Service } from './service.ts'

const HOW_TO_GET =
  'No S3-compatible store is on this machine: get one by `go install github.com/versity/versitygw/cmd/versitygw@latest` ' +
  'or `pip install "moto[server]"`.'

/** Both programs take any name and secret; a real store has its own. */
const KEY = 'edutrack'
const SECRET = 'edutrack-secret'
const REGION = 'us-east-1'

/** versitygw, which keeps objects as files; else moto's server, which keeps them in memory. */
export const s3Service: Service = {
  name: 's3',
  title: 'S3',
  port: 49_000,
  environment: (port) => ({
    EDUTRACK_S3_ENDPOINT: `http://127.0.0.1:${String(port)}`,
    EDUTRACK_S3_REGION: REGION,
    EDUTRACK_S3_BUCKET: 'edutrack',
    EDUTRACK_S3_ACCESS_KEY_ID: KEY,
    EDUTRACK_S3_SECRET_ACCESS_KEY: SECRET,
  }),
  answers: async (port) => {
    const answer = await askPort(port, 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n')
    return answer?.startsWith('HTTP/1.') === true
  },
  start: async ({ port, folder }) => {
    const answers = () => s3Service.answers(port)
    const versitygw = findProgram('versitygw')
    if (versitygw !== undefined) {
      const objects = join(folder, 'objects')
      await mkdir(objects, { recursive: true })
      const login = { ROOT_ACCESS_KEY: KEY, ROOT_SECRET_KEY: SECRET }
      return startProgram(
        versitygw,
        ['--port', `127.0.0.1:${String(port)}`, '--region', REGION, 'posix', objects],
        answers,
        login,
      )
    }
    const moto = findProgram('moto_server')
    if (moto === undefined) throw new ServiceMissing(HOW_TO_GET)
    return startProgram(moto, ['--host', '127.0.0.1', '--port', String(port)], answers)
  },
  install: async () => {
    if ((findProgram('versitygw') ?? findProgram('moto_server')) !== undefined) return
    const durable = byGo('github.com/versity/versitygw/cmd/versitygw@latest')
    const quick = byPip('moto[server]')
    // Tests of one run need nothing durable.
    const isThere = await (process.env['CI'] === 'true'
      ? installByFirst(quick, durable)
      : installByFirst(durable, quick))
    if (!isThere) throw new ServiceMissing(HOW_TO_GET)
  },
}
