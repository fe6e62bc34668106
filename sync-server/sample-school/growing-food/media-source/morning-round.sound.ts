import { bell, speech, Track } from '../../media-tools/sound.ts'

/** Each sentence, and the seconds to look that follow it. */
const sentences: readonly (readonly [string, number])[] = [
  ['Good morning.', 1],
  ['Touch the soil of each pot. Is it moist at your second joint?', 6],
  ['Now turn over three leaves, and look at the underside. Eggs? Small insects? Webs?', 7],
  ['Look at the newest leaves. Are they the colour of yesterday?', 6],
  ['Take off what is yellow, and what lies on the soil.', 6],
  ['Pick what is ready. It makes room for more.', 6],
  ['And write down one line: the date, and what you saw.', 4],
  ['That is all. See you tomorrow.', 0.5],
]

export const morningRound = async (folder: string): Promise<Track> => {
  const track = new Track()
  for (const [index, [sentence, seconds]] of sentences.entries()) {
    track.lay(bell(index % 2 === 0 ? 523 : 659))
    track.pause(0.1)
    track.lay(await speech(sentence, folder))
    track.pause(seconds)
  }
  return track
}
