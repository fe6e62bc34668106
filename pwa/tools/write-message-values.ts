import { writeMessageValues } from './messages-plugin.ts'

await writeMessageValues()
