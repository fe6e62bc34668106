import { makeHandIn, pushOf, QUIZZES, syncRequestBytes } from '../world/bench-school.ts'
import { openHttpSocket } from '../world/http-socket.ts'
import type { ServerProcess } from '../world/server-process.ts'
import type { Load } from './load.ts'

const CLIENTS = 4
const BATCH = 100
const WARM_UP = 60
const MEASURED = 300
const COMPARED = 150

/** Phones that come back after a term without a network: each hands in a hundred quizzes at once. Authenticated, graded, receipted, on disk. */
export const batchedHandIns: Load = {
  name: 'batched',
  school: { learners: WARM_UP + MEASURED, catalogue: 0 },
  run: async ({ school, server, bare }) => {
    const requests = school.learners.map((learner) =>
      syncRequestBytes(
        learner,
        pushOf(
          Array.from({ length: BATCH }, (_, quiz) =>
            makeHandIn(learner.personId, quiz % QUIZZES, `${learner.personId}-${String(quiz)}`),
          ),
        ),
      ),
    )
    const bareSeconds = await send(bare, requests.slice(0, COMPARED))
    await send(server, requests.slice(0, WARM_UP))
    const before = server.processorSeconds()
    const seconds = await send(server, requests.slice(WARM_UP))
    const processor = server.processorSeconds() - before
    const documents = MEASURED * BATCH
    const perSecond = documents / seconds
    const barePerSecond = (COMPARED * BATCH) / bareSeconds
    return [
      { name: 'hand-ins in batches of 100', value: perSecond, unit: '/s', better: 'higher', goal: 7800 },
      {
        name: 'processor time of a batched hand-in',
        value: (processor / documents) * 1e6,
        unit: 'µs',
        better: 'lower',
      },
      {
        name: 'batched hand-ins, share of a bare server',
        value: perSecond / barePerSecond,
        unit: '×',
        better: 'higher',
      },
    ]
  },
}

const send = async ({ port }: ServerProcess, requests: readonly Buffer[]): Promise<number> => {
  const sockets = await Promise.all(Array.from({ length: CLIENTS }, () => openHttpSocket(port)))
  let next = 0
  const startedAt = performance.now()
  await Promise.all(
    sockets.map(async (socket) => {
      for (;;) {
        const request = requests[next]
        next += 1
        if (request === undefined) break
        const { status, body } = await socket.ask(request)
        if (status !== 200) throw new Error(`a batch was answered ${String(status)}: ${body.toString()}`)
      }
      socket.close()
    }),
  )
  return (performance.now() - startedAt) / 1000
}
