import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run, words } from './run.ts'
import { speech, Track } from './sound.ts'

const WIDTH = 854
const HEIGHT = 480
const FRAMES_PER_SECOND = 15
const PAUSE_BETWEEN_LINES = 0.5
const LEAD_IN = 0.4
const LEAD_OUT = 1.2

export interface Film {
  /** What is said, line by line, each a caption; `spoken` where the voice needs another spelling. */
  readonly lines: readonly { readonly text: string; readonly spoken?: string; readonly pause?: number }[]
  /** The inside of an SVG of 854 × 480 at a moment of the film. */
  draw(moment: Moment): string
}
export interface Moment {
  /** Since the start, in seconds. */
  readonly seconds: number
  /** The line that is being said, from 0, and how far it is, 0–1 (its pause included). */
  readonly line: number
  readonly part: number
}

/** Makes `<path>.mp4` and `<path>.vtt`: the voice sets the times, pictures and captions follow. */
export const makeFilm = async (film: Film, folder: string, path: string): Promise<void> => {
  const track = new Track()
  track.pause(LEAD_IN)
  const times: { readonly start: number; readonly spokenEnd: number; readonly end: number }[] = []
  for (const { text, spoken = text, pause = PAUSE_BETWEEN_LINES } of film.lines) {
    const start = track.end
    track.lay(await speech(spoken, folder))
    const spokenEnd = track.end
    track.pause(pause)
    times.push({ start, spokenEnd, end: track.end })
  }
  track.pause(LEAD_OUT)
  const sound = join(folder, 'film.wav')
  await track.save(sound)

  const frames = join(folder, 'frames')
  await rm(frames, { recursive: true, force: true })
  await mkdir(frames, { recursive: true })
  for (let frame = 0; frame < track.end * FRAMES_PER_SECOND; frame += 1) {
    const seconds = frame / FRAMES_PER_SECOND
    const line = Math.max(
      0,
      times.findLastIndex(({ start }) => start <= seconds),
    )
    const { start, end } = times[line] ?? { start: 0, end: 1 }
    const part = Math.max(0, Math.min(1, (seconds - start) / (end - start)))
    const name = join(frames, String(frame).padStart(5, '0'))
    await writeFile(
      `${name}.svg`,
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(WIDTH)} ${String(HEIGHT)}">${film.draw({ seconds, line, part })}</svg>`,
    )
    await run('rsvg-convert', ['-w', String(WIDTH), '-h', String(HEIGHT), '-o', `${name}.png`, `${name}.svg`])
  }
  await run('ffmpeg', [
    ...words('-y -v error -framerate'),
    String(FRAMES_PER_SECOND),
    ...words('-i'),
    join(frames, '%05d.png'),
    ...words('-i'),
    sound,
    ...words('-c:v libx264 -profile:v main -pix_fmt yuv420p -preset veryslow -crf 27'),
    // A key frame every two seconds: seeking lands near the tap.
    ...words('-g'),
    String(FRAMES_PER_SECOND * 2),
    ...words('-c:a aac -b:a 48k -ac 1 -shortest'),
    ...words('-map_metadata -1 -fflags +bitexact -flags:v +bitexact -movflags +faststart'),
    `${path}.mp4`,
  ])
  const cues = film.lines.map(({ text }, index) => {
    const { start, spokenEnd } = times[index] ?? { start: 0, spokenEnd: 0 }
    return `${String(index + 1)}\n${timestamp(start)} --> ${timestamp(spokenEnd + 0.3)}\n${text}\n`
  })
  await writeFile(`${path}.vtt`, `WEBVTT\n\n${cues.join('\n')}`)
}

const timestamp = (seconds: number): string => {
  const milliseconds = Math.round(seconds * 1000)
  const minutes = Math.floor(milliseconds / 60_000)
  const rest = milliseconds - minutes * 60_000
  return `00:${String(minutes).padStart(2, '0')}:${String(Math.floor(rest / 1000)).padStart(2, '0')}.${String(rest % 1000).padStart(3, '0')}`
}
