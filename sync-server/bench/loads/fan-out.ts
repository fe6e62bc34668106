import { percentile } from '@edutrack/tools/bench/figure'
import { syncRequestBytes, type BenchSchool } from '../world/bench-school.ts'
import { openEventStream, openHttpSocket } from '../world/http-socket.ts'
import type { ServerProcess } from '../world/server-process.ts'
import type { Load } from './load.ts'

const DEVICES = 1000
const ROUNDS = 60
const WARM_UP = 10

/** An instructor changes a page; a thousand devices of the course show it. From the write's first byte to each device's. */
export const fanOut: Load = {
  name: 'fan-out',
  school: { learners: DEVICES, catalogue: 0 },
  run: async ({ school, server, bare }) => {
    const bareTimes = await tellMany(bare, school)
    const times = await tellMany(server, school)
    return [
      { name: 'one write to 1,000 devices, p50', value: percentile(times, 0.5), unit: 'ms', better: 'lower' },
      {
        name: 'one write to 1,000 devices, p95',
        value: percentile(times, 0.95),
        unit: 'ms',
        better: 'lower',
        goal: 42,
      },
      {
        name: 'one write to 1,000 devices, p95, of a bare server’s',
        value: percentile(times, 0.95) / percentile(bareTimes, 0.95),
        unit: '×',
        better: 'lower',
      },
    ]
  },
}

const tellMany = async ({ port }: ServerProcess, { learners, instructor }: BenchSchool): Promise<readonly number[]> => {
  let heard: number[] = []
  let roundHeard: (() => void) | undefined
  const streams = await Promise.all(
    learners.map(({ cookie, personId }) =>
      openEventStream(port, `/api/stream?protocol=1&device=device-of-${personId}`, { cookie }, (data, at) => {
        if (!data.includes('"type":"changes"')) return
        heard.push(at)
        if (heard.length === DEVICES) roundHeard?.()
      }),
    ),
  )
  const socket = await openHttpSocket(port)
  const times: number[] = []
  for (let round = 0; round < ROUNDS + WARM_UP; round += 1) {
    const post = {
      id: `post-${String(round)}`,
      courseId: 'bench-course',
      kind: 'announcement',
      authorId: instructor.personId,
      title: `Announcement ${String(round)}`,
      markdown: 'Tomorrow we look at it together.\n'.repeat(8),
      writtenAt: Date.now(),
    }
    const request = syncRequestBytes(instructor, {
      push: [{ collection: 'posts', rows: [{ assumed: null, document: post }] }],
    })
    heard = []
    const all = new Promise<void>((resolve) => {
      roundHeard = resolve
    })
    const startedAt = performance.now()
    const { status, body } = await socket.ask(request)
    if (status !== 200) throw new Error(`the write was answered ${String(status)}: ${body.toString()}`)
    await all
    if (round >= WARM_UP) times.push(...heard.map((at) => at - startedAt))
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  for (const stream of streams) stream.close()
  socket.close()
  return times
}
