import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { tmpdir } from 'node:os'

/** Draws the PNG icons from public/icons/logo.svg. Needs ImageMagick; run by hand when the logo changes, the results are committed. */
const folder = join(import.meta.dirname, '../public/icons')
const PAPER = '#faf6ee'

/** `share`: how much of the square the logo fills; a maskable icon's corners may be cut, so it stays in the middle 60 %. */
const draw = async (name: string, size: number, share: number, radius: number): Promise<void> => {
  const logo = (await readFile(join(folder, 'logo.svg'), 'utf8')).replace(/<\/?svg[^>]*>/g, '')
  const inset = (32 * (1 / share - 1)) / 2
  const side = 32 + inset * 2
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${String(size)}" height="${String(size)}" viewBox="${[-inset, -inset, side, side].join(' ')}"><rect stroke="none" x="${String(-inset)}" y="${String(-inset)}" width="${String(side)}" height="${String(side)}" rx="${String(side * radius)}" fill="${PAPER}"/>${logo}</svg>`
  const source = join(tmpdir(), `${name}.svg`)
  await writeFile(source, svg)
  execFileSync('convert', [
    '-background',
    'none',
    source,
    '+dither',
    '-strip',
    '-define',
    'png:compression-level=9',
    `PNG:${join(folder, `${name}.png`)}`,
  ])
}
await draw('icon-192', 192, 0.72, 0.22)
await draw('icon-512', 512, 0.72, 0.22)
await draw('maskable-512', 512, 0.56, 0)
