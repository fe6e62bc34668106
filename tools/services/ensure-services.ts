import { join } from 'node:path'
import { mongodbService } from './mongodb-service.ts'
import { redisCacheService, redisJobsService } from './redis-service.ts'
import { s3Service } from './s3-service.ts'
import { freePort, ServiceMissing, type RunningService, type Service, type ServiceName } from './service.ts'
import { smtpService } from './smtp-service.ts'

export const services: readonly Service[] = [
  mongodbService,
  redisJobsService,
  redisCacheService,
  s3Service,
  smtpService,
]

export interface EnsuredServices {
  /** What the product is told of those that answer. */
  readonly environment: Readonly<Record<string, string>>
  readonly missing: readonly MissingState[]
  readonly running: readonly RunningState[]
  /** Stops those that were started here. */
  stop(): Promise<void>
}

interface MissingState {
  readonly service: Service
  /** A sentence that says how to get it. */
  readonly reason: string
}
interface RunningState {
  readonly service: Service
  readonly port: number
  /** Absent where it was found running. */
  readonly started?: RunningService
}
type StartOption = false | { readonly at: 'their-ports' | 'free-ports'; readonly folder: string }

/**
 * Which services answer at their ports. Those that don't are started when asked: `at: 'their-ports'` for a person to use, `at: 'free-ports'`
 * for one run of tests, which then shares them with nobody.
 */
export const ensureServices = async (options: {
  readonly start: StartOption
  readonly names?: readonly ServiceName[]
}): Promise<EnsuredServices> => {
  const { start, names } = options
  const asked = services.filter(({ name }) => names?.includes(name) ?? true)
  const states = await Promise.all(asked.map((service) => ensureService(service, start)))
  const running = states.filter((state) => 'port' in state)
  return {
    environment: Object.assign({}, ...running.map(({ service, port }) => service.environment(port))) as Readonly<
      Record<string, string>
    >,
    missing: states.filter((state) => 'reason' in state),
    running,
    stop: async () => {
      await Promise.all(running.map(({ started }) => started?.stop()))
    },
  }
}

const ensureService = async (service: Service, start: StartOption): Promise<RunningState | MissingState> => {
  if (await service.answers(service.port)) return { service, port: service.port }
  const { title } = service
  if (start === false) return { service, reason: `${title} does not answer: start it by \`npm run services\`.` }
  try {
    const port = start.at === 'free-ports' ? await freePort() : service.port
    return { service, port, started: await service.start({ port, folder: join(start.folder, service.name) }) }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { service, reason: error instanceof ServiceMissing ? why : `${title} could not be started: ${why}` }
  }
}
