import { percentile } from '@edutrack/tools/bench/figure'
import { makeHandIn, pushOf, QUIZZES, syncRequestBytes } from '../world/bench-school.ts'
import { openEventStream, openHttpSocket, type HttpSocket } from '../world/http-socket.ts'
import type { Load } from './load.ts'

const DEVICES = 10_000
const PER_SECOND = 1000
const SECONDS = 10
const WARM_UP_SECONDS = 3
/** Connections that carry hand-ins; more would be as many phones in the same millisecond. */
const CONNECTIONS = 200

/**
 * A school of ten thousand devices that listen, while a thousand a second hand in: the rate is kept whatever the server does, and a hand-in's time counts
 * from when it was due, so a server that falls behind can't hide it.
 */
export const manyDevices: Load = {
  name: 'many-devices',
  school: { learners: DEVICES, catalogue: 0 },
  run: async ({ school, server }) => {
    await settle()
    const idle = server.memory()
    const startedAt = performance.now()
    let told = 0
    const streams = await Promise.all(
      school.learners.map(({ cookie, personId }) =>
        openEventStream(server.port, `/api/stream?protocol=1&device=device-of-${personId}`, { cookie }, (data) => {
          if (data.includes('"type":"changes"')) told += 1
        }),
      ),
    )
    const connected = performance.now() - startedAt
    await settle()
    const perDevice = (server.memory() - idle) / DEVICES

    const count = PER_SECOND * (SECONDS + WARM_UP_SECONDS)
    const requests = Array.from({ length: count }, (_, index) => {
      const learner = school.learners[(index * 7919) % DEVICES] as (typeof school.learners)[number]
      return syncRequestBytes(
        learner,
        pushOf([makeHandIn(learner.personId, Math.floor(index / DEVICES) % QUIZZES, `many-${String(index)}`)]),
      )
    })
    const free = await Promise.all(Array.from({ length: CONNECTIONS }, () => openHttpSocket(server.port)))
    const times = await sendAtRate(requests, free)
    const ofAll = times.slice(PER_SECOND * WARM_UP_SECONDS)
    await settle()
    const loaded = server.memory()
    for (const stream of streams) stream.close()
    for (const socket of free) socket.close()
    if (told < count * 0.99)
      throw new Error(`only ${String(told)} of ${String(count)} hand-ins came to their device’s stream`)
    return [
      { name: 'memory, idle', value: idle / 1024 / 1024, unit: 'MB', better: 'lower', goal: 120 },
      { name: 'memory of a listening device', value: perDevice / 1024, unit: 'KB', better: 'lower', goal: 45 },
      { name: '10,000 devices connect', value: connected / 1000, unit: 's', better: 'lower' },
      {
        name: 'hand-in among 10,000 devices at 1,000/s, p50',
        value: percentile(ofAll, 0.5),
        unit: 'ms',
        better: 'lower',
      },
      {
        name: 'hand-in among 10,000 devices at 1,000/s, p95',
        value: percentile(ofAll, 0.95),
        unit: 'ms',
        better: 'lower',
        goal: 200,
      },
      {
        name: 'hand-in among 10,000 devices at 1,000/s, p99',
        value: percentile(ofAll, 0.99),
        unit: 'ms',
        better: 'lower',
      },
      {
        name: 'memory with 10,000 devices after 13,000 hand-ins',
        value: loaded / 1024 / 1024,
        unit: 'MB',
        better: 'lower',
      },
    ]
  },
}

/** Sends each request when it is due; resolves to how long after that its answer came, ms. */
const sendAtRate = (requests: readonly Buffer[], free: readonly HttpSocket[]): Promise<readonly number[]> =>
  new Promise((resolve, reject) => {
    const sockets = [...free]
    const times: number[] = []
    const begin = performance.now() + 50
    const dueAt = (index: number): number => begin + (index * 1000) / PER_SECOND
    let next = 0
    let done = 0
    const sendDue = (): void => {
      const now = performance.now()
      while (next < requests.length && dueAt(next) <= now && sockets.length > 0) {
        const index = next
        next += 1
        const socket = sockets.pop() as HttpSocket
        socket.ask(requests[index] as Buffer).then(({ status, body }) => {
          if (status !== 200) reject(new Error(`a hand-in was answered ${String(status)}: ${body.toString()}`))
          times[index] = performance.now() - dueAt(index)
          done += 1
          sockets.push(socket)
          if (done === requests.length) {
            clearInterval(timer)
            resolve(times)
          } else sendDue()
        }, reject)
      }
    }
    const timer = setInterval(sendDue, 1)
  })

/** What was needed for a moment only goes back to the system in the seconds after. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 12_000))
