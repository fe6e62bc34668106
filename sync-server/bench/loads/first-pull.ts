import { gunzipSync } from 'node:zlib'
import type { SyncResponse } from '@edutrack/shared-schema/protocol/sync'
import { median } from '@edutrack/tools/bench/figure'
import { QUIZZES, syncRequestBytes } from '../world/bench-school.ts'
import { openHttpSocket } from '../world/http-socket.ts'
import type { Load } from './load.ts'

/** With course, quizzes, questions, person and enrolment: 5,200 documents. */
const CATALOGUE = 5200 - QUIZZES - 43
const RUNS = 25

/** A new phone of a learner reads everything: a large catalogue, and their course. Pages of a thousand, compressed. */
export const firstPull: Load = {
  name: 'pull',
  school: { learners: RUNS + 5, catalogue: CATALOGUE },
  run: async ({ school, server }) => {
    const socket = await openHttpSocket(server.port)
    const times: number[] = []
    let documents = 0
    let bytes = 0
    for (const [run, learner] of school.learners.entries()) {
      let checkpoint: string | null = null
      documents = 0
      bytes = 0
      let spent = 0
      for (let more = true; more;) {
        const request = syncRequestBytes(learner, { pull: { checkpoint, limit: 1000 } })
        const startedAt = performance.now()
        const answer = await socket.ask(request)
        spent += performance.now() - startedAt
        bytes += answer.body.length
        const { pull } = JSON.parse(
          (/content-encoding: gzip/i.test(answer.headers) ? gunzipSync(answer.body) : answer.body).toString(),
        ) as SyncResponse
        if (pull === undefined) throw new Error('no page')
        documents += pull.changes.reduce((sum, { documents: told }) => sum + told.length, 0)
        checkpoint = pull.checkpoint
        more = pull.more
      }
      if (run >= 5) times.push(spent)
    }
    socket.close()
    if (documents !== 5200) throw new Error(`${String(documents)} documents were told, not 5,200`)
    return [
      { name: 'pull of 5,200 documents', value: median(times), unit: 'ms', better: 'lower', goal: 100 },
      { name: 'bytes of 5,200 documents', value: bytes / 1024, unit: 'KB', better: 'lower', isExact: true },
    ]
  },
}
