import { speech, tone, Track } from '../../media-tools/sound.ts'

const SECONDS_PER_BEAT = 60 / 110

/** Thirty beats at 110 a minute, two breaths, thirty again. */
export const compressionBeat = async (folder: string): Promise<Track> => {
  const track = new Track()
  const thirty = (): void => {
    const start = track.end
    for (let beat = 0; beat < 30; beat += 1)
      track.lay(tone(beat % 10 === 0 ? 880 : 587, 0.12), start + beat * SECONDS_PER_BEAT)
  }
  track.lay(await speech('Thirty compressions. Begin.', folder))
  track.pause(0.6)
  thirty()
  track.pause(0.3)
  track.lay(await speech('Two breaths.', folder))
  track.pause(5)
  thirty()
  track.pause(0.5)
  track.lay(await speech('Keep going until help arrives.', folder))
  return track
}
