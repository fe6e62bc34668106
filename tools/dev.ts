/**
 * `npm run dev`: the server, started anew when one of its sources changes, and Vite, which shows changes of the app at once and hands everything under
 * `/api` to the server. Options are the server's.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { projectRoot } from './run-command.ts'

const start = (name: string, args: readonly string[], cwd: string): ChildProcess => {
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => console.log(`${name.padEnd(6)} │ ${line}`))
  return child
}

const server = `${projectRoot}sync-server/src/main.ts`
const children = [
  start(
    'server',
    ['--watch', '--watch-preserve-output', server, '--log-level', 'warn', ...process.argv.slice(2)],
    projectRoot,
  ),
  start('app', [`${projectRoot}node_modules/vite/bin/vite.js`], `${projectRoot}pwa`),
]
let isStopping = false
const stop = (code: number): void => {
  if (isStopping) return
  isStopping = true
  for (const child of children) child.kill('SIGTERM')
  process.exitCode = code
}
for (const child of children) child.on('exit', (code) => stop(code ?? 0))
process.on('SIGINT', () => stop(0))
process.on('SIGTERM', () => stop(0))
console.log('The app for developers is at http://localhost:5173; the server of its data at http://localhost:4000.')
