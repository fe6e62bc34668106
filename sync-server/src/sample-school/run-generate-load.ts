/**
 * `node sync-server/src/sample-school/run-generate-load.ts --data DIR`: a large school in a folder of its own, for loads. `--class N` makes one course with N
 * learners instead, who have handed in what `--hand-ins` says of `--units` graded parts.
 */
import { parseArgs } from 'node:util'
import { composeEmbedded } from '../compose.ts'
import { createJsonLog } from '../server/json-log.ts'
import { classIds, generateClass } from './generate-class.ts'
import { generateLoad, LOAD_PASSWORD, loadEmail, loadIds } from './generate-load.ts'

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    courses: { type: 'string', default: '10000' },
    learners: { type: 'string', default: '1000' },
    units: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
    class: { type: 'string' },
    'hand-ins': { type: 'string', default: '2' },
  },
})
const say = (line: string): void => void process.stdout.write(`${line}\n`)
if (values.data === undefined) {
  say('Say where: --data DIR (a folder of its own; it is made). Also --courses N --learners N --units N --seed N.')
  process.exit(2)
}

const school = await composeEmbedded({
  folder: values.data,
  baseUrl: 'http://localhost:4000',
  isRateLimited: false,
  log: createJsonLog('warn'),
})
const startedAt = school.clock.now()
if (values.class !== undefined) {
  await generateClass({
    engine: school.engine,
    accounts: school.accounts,
    now: startedAt,
    seed: Number(values.seed),
    learners: Number(values.class),
    units: Number(values.units),
    handIns: Number(values['hand-ins']),
  })
  say(`${values.class} learners in ${((school.clock.now() - startedAt) / 1000).toFixed(1)} s`)
  say(`${loadEmail(classIds.instructor)} teaches them, with the password ${LOAD_PASSWORD}`)
  await school.close()
  process.exit(0)
}
let toldAt = startedAt
const made = await generateLoad({
  engine: school.engine,
  accounts: school.accounts,
  now: startedAt,
  seed: Number(values.seed),
  courses: Number(values.courses),
  learners: Number(values.learners),
  unitsPerCourse: Number(values.units),
  onProgress: ({ done, of, what }) => {
    if (school.clock.now() - toldAt < 1000) return
    toldAt = school.clock.now()
    say(`${String(Math.floor((done / of) * 100)).padStart(3)} %  ${what}`)
  },
})
const seconds = (school.clock.now() - startedAt) / 1000
say(
  `${String(made.courses)} courses with ${String(made.units)} pages, ${String(made.instructors)} instructors, ${String(made.learners)} learners, ${String(made.enrolments)} enrolments in ${seconds.toFixed(1)} s`,
)
say(`Sign in as ${loadEmail(loadIds.learner(0))} … with the password ${LOAD_PASSWORD}`)
await school.close()
