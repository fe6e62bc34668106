import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Plugin } from 'vite'

const PREFIX = 'virtual:icon/'
const require = createRequire(import.meta.url)

/** `import house from 'virtual:icon/house'`: the shapes of a Lucide icon, so that only those used are shipped, each as its paths alone. */
export const iconsPlugin = (): Plugin => ({
  name: 'edutrack-icons',
  resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
  load: async (id) => {
    if (!id.startsWith(`\0${PREFIX}`)) return undefined
    const name = id.slice(PREFIX.length + 1)
    const svg = await readFile(require.resolve(`lucide-static/icons/${name}.svg`), 'utf8')
    return `export const shapes = ${JSON.stringify(shapesOf(svg))}`
  },
})

/** Tag and attributes of each shape within the outer `<svg>`. */
const shapesOf = (svg: string): readonly (readonly [string, Readonly<Record<string, string>>])[] =>
  [...svg.matchAll(/<(path|circle|rect|line|polyline|polygon|ellipse)\s([^>]*?)\/>/g)].map(
    ([, tag = '', attributes = '']) =>
      [
        tag,
        Object.fromEntries([...attributes.matchAll(/([a-z0-9-]+)="([^"]*)"/g)].map(([, k = '', v = '']) => [k, v])),
      ] as const,
  )
