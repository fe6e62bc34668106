import { speech, tone, Track } from '../../media-tools/sound.ts'

const STEPS = [0, 1, 2, 3, 4, 5, 6, 7]
/** Hertz of y = 0, and of each 1 that y rises. */
const BASE = 260
const UNIT = 20

/** Lines to be heard: equal steps to the right, pitch for height. */
export const lines = async (folder: string): Promise<Track> => {
  const track = new Track()
  const play = async (words: string, height: (x: number) => number): Promise<void> => {
    track.lay(await speech(words, folder))
    track.pause(0.4)
    for (const x of STEPS) {
      track.lay(tone(BASE + UNIT * height(x), 0.32, 0.3))
      track.pause(0.08)
    }
    track.pause(0.8)
  }
  await play('A rising line. Slope two.', (x) => 2 * x)
  await play('A steeper line. Slope four.', (x) => 4 * x)
  await play('A falling line. Slope minus two.', (x) => 16 - 2 * x)
  await play('A level line. Slope zero.', () => 8)
  await play('And this is no line.', (x) => 2 ** x / 2)
  return track
}
