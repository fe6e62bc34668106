/**
 * Makes the sample school's media from its drawings: pictures (WebP), films with captions, and sounds. Run by hand when a drawing changes; what it makes is
 * committed. `node sync-server/sample-school/make-media.ts [course]`
 */
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { balance } from './algebra/media-source/balance.film.ts'
import { lines } from './algebra/media-source/lines.sound.ts'
import { compressionBeat } from './first-aid/media-source/compression-beat.sound.ts'
import { cprRhythm } from './first-aid/media-source/cpr-rhythm.film.ts'
import { morningRound } from './growing-food/media-source/morning-round.sound.ts'
import { seedToPot } from './growing-food/media-source/seed-to-pot.film.ts'
import { makeFilm, type Film } from './media-tools/film.ts'
import { run, words } from './media-tools/run.ts'
import { saveM4a, type Track } from './media-tools/sound.ts'

interface CourseMedia {
  readonly films: Readonly<Record<string, Film>>
  readonly sounds: Readonly<Record<string, (folder: string) => Promise<Track>>>
}
const mediaByCourse: Readonly<Record<string, CourseMedia>> = {
  'first-aid': { films: { 'cpr-rhythm': cprRhythm }, sounds: { 'compression-beat': compressionBeat } },
  algebra: { films: { balance }, sounds: { lines } },
  'growing-food': { films: { 'seed-to-pot': seedToPot }, sounds: { 'morning-round': morningRound } },
}
const PICTURE_WIDTH = 1200

const here = import.meta.dirname
const wanted = process.argv[2]
const folder = await mkdtemp(join(tmpdir(), 'sample-school-media-'))
try {
  for (const [course, { films, sounds }] of Object.entries(mediaByCourse)) {
    if (wanted !== undefined && wanted !== course) continue
    const source = join(here, course, 'media-source')
    const target = join(here, course, 'media')
    await mkdir(target, { recursive: true })
    for (const file of (await readdir(source)).filter((file) => file.endsWith('.svg'))) {
      const name = file.slice(0, -'.svg'.length)
      const png = join(folder, 'picture.png')
      await run('rsvg-convert', ['-w', String(PICTURE_WIDTH), '-o', png, join(source, file)])
      await run('ffmpeg', [
        ...words('-y -v error -i'),
        png,
        ...words('-c:v libwebp -quality 80 -preset drawing'),
        ...words('-map_metadata -1 -fflags +bitexact'),
        join(target, `${name}.webp`),
      ])
      process.stdout.write(`${course}/media/${name}.webp\n`)
    }
    for (const [name, sound] of Object.entries(sounds)) {
      await saveM4a(await sound(folder), folder, join(target, `${name}.m4a`))
      process.stdout.write(`${course}/media/${name}.m4a\n`)
    }
    for (const [name, film] of Object.entries(films)) {
      await makeFilm(film, folder, join(target, name))
      process.stdout.write(`${course}/media/${name}.mp4, .vtt\n`)
    }
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
