/**
 * `npm run services`: starts what the cluster stands on (MongoDB, two Redis, S3, SMTP) on this machine, and prints the environment that the
 * server is to have. Ctrl-C stops all. `-- --install` only installs what is missing.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureServices, services } from './services/ensure-services.ts'
import { servicesFolder } from './services/find-program.ts'
import { ServiceMissing } from './services/service.ts'

const { values } = parseArgs({ options: { install: { type: 'boolean', default: false } } })

let isComplete = true
for (const service of services) {
  if (!values.install && (await service.answers(service.port))) continue
  try {
    await service.install()
  } catch (error) {
    if (!(error instanceof ServiceMissing)) throw error
    isComplete = false
    console.error(error.message)
  }
}
if (values.install) process.exit(isComplete ? 0 : 1)

const ensured = await ensureServices({ start: { at: 'their-ports', folder: join(servicesFolder, 'data') } })
for (const { service, port, started } of ensured.running)
  console.log(`${service.title} listens at 127.0.0.1:${String(port)}${started === undefined ? ' (was running)' : ''}`)
for (const { reason } of ensured.missing) if (isComplete) console.error(reason)
console.log('\nThe server needs:\n')
for (const [name, value] of Object.entries(ensured.environment)) console.log(`export ${name}='${value}'`)
console.log(`\nData is in ${servicesFolder}. Ctrl-C stops all.`)

const stop = (): void => {
  console.log('\nstopping')
  void ensured.stop().then(() => process.exit(0))
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
setInterval(() => undefined, 60_000)
