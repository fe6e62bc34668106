import { createSeededRandom } from '@edutrack/shared-schema/seeded-random'
import { expect, test } from 'vitest'
import { defaultLimits } from './limits.ts'
import { importPackage } from './import-package.ts'
import { typedQuestion } from './model/typed-question.ts'
import { sampleBytes } from './testing/pack-folder.ts'
import { readZip } from './zip/read-zip.ts'
import { writeZip } from './zip/write-zip.ts'

const samples = [
  'plants.gift.txt',
  'rivers.moodle.xml',
  'volcanoes.qti21',
  'oceans.qti3',
  'soil.imscc',
  'weather.canvas-imscc',
]
const RUNS = Number(process.env['RUNS'] ?? 40)

/** Bytes changed, cut, doubled or mixed, as a bad disk, a bad program or a bad person does. */
const mutate = (bytes: Uint8Array, random: () => number): Uint8Array => {
  const at = (length = bytes.length): number => Math.floor(random() * length)
  const kind = at(5)
  if (kind === 0) return bytes.slice(0, at())
  if (kind === 1) {
    const [from, to, length] = [at(), at(), at(2000)]
    const copy = bytes.slice()
    copy.copyWithin(to, from, from + length)
    return copy
  }
  const copy = bytes.slice()
  const signs = '<>&;/"\'={}~#[]()$\\%:-\n\0 x9'
  for (let change = 0; change <= at(kind === 2 ? 3 : 60); change += 1)
    copy[at()] = kind === 4 ? at(256) : signs.charCodeAt(at(signs.length))
  return copy
}

const holds = async (bytes: Uint8Array, note: string): Promise<string> => {
  const begin = performance.now()
  const result = await importPackage(bytes)
  expect(performance.now() - begin, note).toBeLessThan(10_000)
  if (result.outcome === 'unreadable') expect(result.problem, note).toMatch(/^[^]{10,}\.$/)
  if (result.outcome !== 'read') return result.outcome
  for (const question of result.course.questions) expect(typedQuestion(question), note).toBeDefined()
  const texts = JSON.stringify([result.course.questions, result.course.modules])
  expect(texts, note).not.toMatch(/<script/i)
  return 'read'
}

test('whatever is done to a package, it is read or refused in words, and never more', async () => {
  const seed = Math.floor(performance.now() * 1000) % 2 ** 31
  const random = createSeededRandom(seed)
  const outcomes = new Map<string, number>()
  for (const name of samples) {
    const whole = sampleBytes(name)
    for (let run = 0; run < RUNS; run += 1) {
      const outcome = await holds(mutate(whole, random), `seed ${String(seed)}, ${name}, run ${String(run)}`)
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    }
    if (/\.(txt|xml)$/.test(name)) continue
    // Within the archive, whose checksums would refuse nearly all of it.
    const zip = readZip(whole, defaultLimits)
    for (let run = 0; run < RUNS; run += 1) {
      const chosen = zip.paths[Math.floor(random() * zip.paths.length)]
      const parts = zip.paths.map((path) => {
        const content = zip.read(path) ?? new Uint8Array()
        return { path, content: path === chosen ? mutate(content, random) : content }
      })
      const outcome = await holds(
        writeZip(parts),
        `seed ${String(seed)}, ${name}/${String(chosen)}, run ${String(run)}`,
      )
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    }
  }
  // The fuzzer did something: some survived, some did not.
  expect(outcomes.get('read')).toBeGreaterThan(50)
  expect(outcomes.get('unreadable')).toBeGreaterThan(20)
})
