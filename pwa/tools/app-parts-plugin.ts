import type { Plugin, Rolldown } from 'vite'

/**
 * The sources where the ways begin that only instructors and administrators go. What is reached through none but these is stored on their devices alone
 * (src/service-worker/teaching-part.ts); whatever else a script asks for is everybody's.
 */
const DOORS = ['app/teach-screens', 'app/open-teaching', 'media/open-uploads']
/** Workers are built by themselves: known by their names. */
const WORKER_DOORS = ['package-worker', 'grades-worker']
/** What must never be stored on every phone, whichever way leads there: a screen that was forgotten above stops the build. */
const NEVER_EVERYBODYS = /\/src\/(features\/(teach|school)-|question-types\/editors)/

/** Tells which files of a build are needed by instructors and administrators alone. */
export const appPartsPlugin = (): Plugin & {
  /** Notes it at each file that the service worker is told of. */
  readonly markParts: <File extends { readonly url: string }>(files: readonly File[]) => { readonly manifest: File[] }
} => {
  let teaching: ReadonlySet<string> = new Set()
  return {
    name: 'edutrack-app-parts',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler: (_options, bundle) => {
        teaching = teachingFilesOf(bundle)
      },
    },
    markParts: (files) => ({
      manifest: files.map((file) => (teaching.has(file.url) ? { ...file, part: 'teaching' } : file)),
    }),
  }
}

const teachingFilesOf = (bundle: Rolldown.OutputBundle): ReadonlySet<string> => {
  const files = Object.values(bundle)
  const doors = new Set<string>()
  for (const door of DOORS) {
    const found = files.find((file) => file.type === 'chunk' && file.facadeModuleId?.includes(`/src/${door}.ts`))
    if (found === undefined)
      throw new Error(`The build has no script of its own for ${door}: who needs what can’t be told.`)
    doors.add(found.fileName)
  }
  for (const door of WORKER_DOORS) {
    const found = files.find(({ fileName }) => fileName.startsWith(`assets/${door}-`) && fileName.endsWith('.js'))
    if (found === undefined) throw new Error(`The build has no worker ${door}: who needs what can’t be told.`)
    doors.add(found.fileName)
  }

  const everybodys = new Set<string>()
  const waiting = files.filter((file) => file.type === 'chunk' && file.isEntry).map(({ fileName }) => fileName)
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const file = bundle[name]
    if (file === undefined || doors.has(name) || everybodys.has(name)) continue
    everybodys.add(name)
    if (file.type === 'chunk') {
      const forbidden = file.moduleIds.find((id) => NEVER_EVERYBODYS.test(id))
      if (forbidden !== undefined)
        throw new Error(
          `Every phone would store ${forbidden}: what leads there belongs among the doors of app-parts-plugin.ts.`,
        )
    }
    waiting.push(...askedForBy(file, files))
  }
  return new Set(
    files.map(({ fileName }) => fileName).filter((name) => !everybodys.has(name) && !name.endsWith('.html')),
  )
}

/** What a file brings along: scripts and styles by what the bundler knows, workers, fonts and pictures by their names in it. */
const askedForBy = (
  file: Rolldown.OutputAsset | Rolldown.OutputChunk,
  files: readonly (Rolldown.OutputAsset | Rolldown.OutputChunk)[],
): readonly string[] => {
  const text = file.type === 'chunk' ? file.code : /\.(css|js)$/.test(file.fileName) ? String(file.source) : ''
  const named = files
    .filter(({ type, fileName }) => type === 'asset' && !/\.(css|map|html)$/.test(fileName) && text.includes(fileName))
    .map(({ fileName }) => fileName)
  if (file.type === 'asset') return named
  return [...file.imports, ...file.dynamicImports, ...(file.viteMetadata?.importedCss ?? []), ...named]
}
