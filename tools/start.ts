/** `npm start`: builds the app if need be, then runs the server in this process; all options are the server's. */
import { buildAppIfStale } from './build-app.ts'

const isAskingOnly = process.argv.includes('--help')
const isOwnApp = process.argv.some((arg) => arg === '--app' || arg.startsWith('--app='))
if (!isAskingOnly && !isOwnApp) await buildAppIfStale()
await import(new URL('../sync-server/src/main.ts', import.meta.url).href)
