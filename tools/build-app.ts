import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { projectRoot, runCommand } from './run-command.ts'

const BUILT = 'pwa/dist/index.html'
const SOURCES = [
  'pwa/{src,public,tools}/**',
  'pwa/{index.html,package.json,vite.config.ts}',
  'shared-schema/src/**',
  'package-lock.json',
]

/** Whether the built app is there and no source of it is newer. */
export const isAppFresh = (root = projectRoot): boolean => {
  if (!existsSync(`${root}${BUILT}`)) return false
  const builtAt = statSync(`${root}${BUILT}`).mtimeMs
  return globSync(SOURCES, { cwd: root })
    .map((path) => statSync(`${root}${path}`))
    .every((source) => !source.isFile() || source.mtimeMs <= builtAt)
}

/** Builds the app if it is missing or older than its sources. Resolves to whether there is one that is up to date. */
export const buildAppIfStale = async (): Promise<boolean> => {
  if (isAppFresh()) return true
  const isFirst = !existsSync(`${projectRoot}${BUILT}`)
  console.log(isFirst ? 'Building the app, once …' : 'The app’s sources have changed: building it …')
  const startedAt = performance.now()
  // npm's own program, where npm runs this: its name on the path differs by system.
  const npm = process.env['npm_execpath']
  const [command, ...first] = npm === undefined ? ['npm'] : [process.execPath, npm]
  const { code, output } = await runCommand(command ?? 'npm', [...first, 'run', '--silent', 'build', '-w', 'pwa'], {
    isQuiet: true,
    // Tests run in another NODE_ENV, which Vite would take for a wish to build for development.
    env: { NODE_ENV: 'production' },
  })
  if (code === 0) {
    compressApp(`${projectRoot}pwa/dist`)
    console.log(`  done in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
    return true
  }
  console.error(output)
  console.error(
    isFirst
      ? 'The app could not be built, see above.'
      : 'The app could not be built, see above; the one built before is served.',
  )
  return false
}

/** Below this many bytes compressing saves nothing. */
const WORTH_COMPRESSING = 1024

/** Puts each text of the built app beside itself, compressed as far as it goes: the server need not do it at each start, nor hold what that takes. */
export const compressApp = (folder: string): void => {
  for (const path of globSync('**/*.{html,js,css,svg,json,webmanifest}', { cwd: folder })) {
    const content = readFileSync(`${folder}/${path}`)
    if (content.length < WORTH_COMPRESSING) continue
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
    writeFileSync(`${folder}/${path}.br`, brotliCompressSync(content, { params }))
    writeFileSync(`${folder}/${path}.gz`, gzipSync(content, { level: 9 }))
  }
}
