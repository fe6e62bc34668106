/** `node e2e/bench/run.ts [--json FILE]`: what the app costs a phone, in real Chromium. */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { measureClient } from './client-figures.ts'

const { values } = parseArgs({ options: { json: { type: 'string' } } })
const figures = await measureClient((what) => console.log(`${what} …`))
for (const { name, value, unit } of figures) console.log(`  ${name}: ${value.toPrecision(4)} ${unit}`)
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`)
