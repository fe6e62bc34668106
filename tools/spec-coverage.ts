import { globSync, readFileSync } from 'node:fs'
import { projectRoot } from './run-command.ts'

/** Rules that SPEC.md states, and of them those that no test title carries (`S7: …`). */
export const uncoveredRules = (spec: string, testSources: readonly string[]): readonly string[] => {
  const rules = [...spec.matchAll(/^#{2,4}\s+(S\d+)\b(.*)$/gm)]
    .filter(([, , rest]) => !(rest ?? '').includes('(not built)'))
    .map(([, rule]) => rule ?? '')
  const titles = testSources.flatMap((source) =>
    [...source.matchAll(/\b(?:it|test|describe)(?:\.\w+)*\(\s*(['"`])((?:(?!\1).)*)\1/gs)].map(
      ([, , title]) => title ?? '',
    ),
  )
  const carried = new Set(titles.flatMap((title) => title.match(/\bS\d+\b/g) ?? []))
  return rules.filter((rule) => !carried.has(rule))
}

export const checkSpecCoverage = async (): Promise<boolean> => {
  const spec = readFileSync(`${projectRoot}shared-schema/SPEC.md`, 'utf8')
  const files = globSync('{shared-schema,sync-server,pwa,e2e}/{src/,}**/*{.test.ts,-contract.ts}', {
    cwd: projectRoot,
    exclude: (name) => name.includes('node_modules'),
  })
  const missing = uncoveredRules(
    spec,
    files.map((file) => readFileSync(`${projectRoot}${file}`, 'utf8')),
  )
  if (missing.length === 0) console.log('every rule of SPEC.md has a test that carries its number')
  else console.error(`rules of SPEC.md without a test that carries their number: ${missing.join(', ')}`)
  return missing.length === 0
}
