import { defineConfig } from 'vitest/config'
import { mutate } from './mutant.ts'
import { mutants } from './mutants.ts'

const root = new URL('../..', import.meta.url).pathname
const wanted = process.env['EDUTRACK_MUTANT']
const mutant = mutants.find(({ name }) => name === wanted)
if (wanted !== undefined && mutant === undefined) throw new Error(`There is no mutant “${wanted}”`)

/** Any test on its own, with the mutant named by EDUTRACK_MUTANT in the sources as they are loaded: files stay as they are. */
export default defineConfig({
  root,
  plugins: [
    {
      name: 'edutrack-mutant',
      enforce: 'pre',
      transform: (text, id) =>
        mutant !== undefined && id.split('?')[0] === `${root}${mutant.file}`
          ? { code: mutate(mutant, text), map: null }
          : undefined,
    },
  ],
  test: {
    include: ['{shared-schema,sync-server,pwa}/src/**/*.test.ts', 'e2e/{simulation,mutants}/*.test.ts'],
    testTimeout: 60_000,
    bail: 1,
    // It would keep the mutant for the next run.
    fsModuleCache: false,
  },
})
