import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { compileMessages, messageValuesSource } from '../src/i18n/compile-messages.ts'
import { groupOf, groupsOf } from '../src/i18n/groups-of.ts'

const PREFIX = 'virtual:messages/'
const source = join(import.meta.dirname, '../src')
const folder = join(source, 'i18n')

/**
 * Compiles the catalogues, so that no parser of messages is shipped. `virtual:messages/<language>` is a whole one. Of English, each script
 * brings the groups of messages that it says: the plugin finds them in the source and imports `virtual:messages/en/<group>` there.
 * Serving and building keep message-values.ts, the types of what each message takes, in step with en.json.
 */
export const messagesPlugin = (): Plugin => {
  let groups: ReadonlySet<string> = new Set()
  return {
    name: 'edutrack-messages',
    enforce: 'pre',
    buildStart: async () => {
      await writeMessageValues()
      groups = new Set(Object.keys(await readCatalogue('en')).map(groupOf))
    },
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
    load: {
      handler: async function (id) {
        if (!id.startsWith(`\0${PREFIX}`)) return undefined
        const [language = '', group] = id.slice(PREFIX.length + 1).split('/')
        this.addWatchFile(join(folder, `${language}.json`))
        const messages = Object.entries(await readCatalogue(language)).filter(
          ([key]) => group === undefined || groupOf(key) === group,
        )
        // As a text: a browser reads JSON faster than the same as a program.
        const compiled = `JSON.parse(${JSON.stringify(JSON.stringify(compileMessages(Object.fromEntries(messages))))})`
        return group === undefined
          ? `export const messages = ${compiled}`
          : `import { addEnglish } from '#i18n/english.ts'\naddEnglish(${compiled})`
      },
    },
    transform: {
      handler: (code, id) => {
        const [path = ''] = id.split('?')
        if (!/\.tsx?$/.test(path) || !saysMessages(path)) return undefined
        const said = groupsOf(code, groups)
        if (said.length === 0) return undefined
        // On the same line as the first import: the lines of the source map stay.
        return { code: said.map((group) => `import '${PREFIX}en/${group}';`).join('') + code, map: null }
      },
    },
    hotUpdate: {
      handler: async ({ file, server }) => {
        if (!file.startsWith(folder) || !file.endsWith('.json')) return
        await writeMessageValues()
        groups = new Set(Object.keys(await readCatalogue('en')).map(groupOf))
        server.moduleGraph.invalidateAll()
        server.ws.send({ type: 'full-reload' })
      },
    },
  }
}

/** Below the screens, keys are only passed on: who says them brings them. */
const saysMessages = (path: string): boolean =>
  /^\/(app|features|parts|ui|rich-text|question-types|testing)\//.test(path.slice(source.length)) &&
  path.startsWith(source)

const readCatalogue = async (language: string): Promise<Record<string, string>> =>
  JSON.parse(await readFile(join(folder, `${language}.json`), 'utf8')) as Record<string, string>

export const writeMessageValues = async (): Promise<void> => {
  const path = join(folder, 'message-values.ts')
  const made = messageValuesSource(await readCatalogue('en'))
  if ((await readFile(path, 'utf8').catch(() => '')) !== made) await writeFile(path, made)
}
