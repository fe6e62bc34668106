import { mkdir } from 'node:fs/promises'
import { byApt, findProgram } from './find-program.ts'
import { askPort, ServiceMissing, startProgram, type Service } from './service.ts'

const HOW_TO_GET = 'Redis is not on this machine: install it, for instance by `apt-get install redis-server`.'

const redisService = (
  description: Pick<Service, 'name' | 'title' | 'port'> & {
    readonly variable: string
    readonly args: readonly string[]
  },
): Service => {
  const { variable, args, ...names } = description
  const service: Service = {
    ...names,
    environment: (port) => ({ [variable]: `redis://127.0.0.1:${String(port)}` }),
    answers: async (port) => (await askPort(port, 'PING\r\n'))?.startsWith('+PONG') === true,
    start: async ({ port, folder }) => {
      const program = findProgram('redis-server')
      if (program === undefined) throw new ServiceMissing(HOW_TO_GET)
      await mkdir(folder, { recursive: true })
      return startProgram(program, ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, ...args], () =>
        service.answers(port),
      )
    },
    install: async () => {
      if (findProgram('redis-server') === undefined && !(await byApt('redis-server')()))
        throw new ServiceMissing(HOW_TO_GET)
    },
  }
  return service
}

/** Jobs must not be evicted, and survive a kill and a power cut. */
export const redisJobsService = redisService({
  name: 'redis-jobs',
  title: 'Redis for jobs',
  port: 46_379,
  variable: 'EDUTRACK_REDIS_JOBS_URL',
  args: ['--save', '', '--appendonly', 'yes', '--appendfsync', 'always', '--maxmemory-policy', 'noeviction'],
})

/** What is cached may go at any time, the least used first. */
export const redisCacheService = redisService({
  name: 'redis-cache',
  title: 'Redis for the cache',
  port: 46_380,
  variable: 'EDUTRACK_REDIS_CACHE_URL',
  args: ['--save', '', '--appendonly', 'no', '--maxmemory', '256mb', '--maxmemory-policy', 'allkeys-lru'],
})
