import { percentile } from '@edutrack/tools/bench/figure'
import { makeHandIn, pushOf, QUIZZES, syncRequestBytes } from '../world/bench-school.ts'
import { openHttpSocket } from '../world/http-socket.ts'
import type { ServerProcess } from '../world/server-process.ts'
import type { Load } from './load.ts'

const LEARNERS = 300
const WARM_UP = 1500
const MEASURED = 6000
const COMPARED = 3000

/** One phone after the other hands in one quiz. */
export const singleHandIns: Load = {
  name: 'single',
  school: { learners: LEARNERS, catalogue: 0 },
  run: async ({ school, server, bare }) => {
    const requests = Array.from({ length: WARM_UP + MEASURED }, (_, index) => {
      const learner = school.learners[index % LEARNERS] as (typeof school.learners)[number]
      const quiz = Math.floor(index / LEARNERS) % QUIZZES
      return syncRequestBytes(learner, pushOf([makeHandIn(learner.personId, quiz, `single-${String(index)}`)]))
    })
    const bareTimes = await send(bare, requests.slice(0, COMPARED))
    const times = (await send(server, requests)).slice(WARM_UP)
    return [
      { name: 'single hand-in, p50', value: percentile(times, 0.5), unit: 'ms', better: 'lower', goal: 0.8 },
      { name: 'single hand-in, p95', value: percentile(times, 0.95), unit: 'ms', better: 'lower', goal: 1.5 },
      {
        name: 'single hand-in, p50, of a bare server’s',
        value: percentile(times, 0.5) / percentile(bareTimes, 0.5),
        unit: '×',
        better: 'lower',
      },
    ]
  },
}

const send = async ({ port }: ServerProcess, requests: readonly Buffer[]): Promise<readonly number[]> => {
  const socket = await openHttpSocket(port)
  const times: number[] = []
  for (const request of requests) {
    const startedAt = performance.now()
    const { status, body } = await socket.ask(request)
    times.push(performance.now() - startedAt)
    if (status !== 200) throw new Error(`a hand-in was answered ${String(status)}: ${body.toString()}`)
  }
  socket.close()
  return times
}
