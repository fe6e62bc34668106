import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run, words } from './run.ts'

const SAMPLE_RATE = 22_050

/** A track that sounds are laid on, one after another or at given times. Mono, −1…1. */
export class Track {
  #samples = new Float32Array(SAMPLE_RATE * 180)
  /** Seconds from the start to the end of what has been laid down so far. */
  end = 0

  /** Lays samples at `at` seconds (at the end, unless told) and moves the end behind them. */
  lay(samples: Float32Array, at = this.end): void {
    const first = Math.round(at * SAMPLE_RATE)
    for (let index = 0; index < samples.length; index += 1)
      this.#samples[first + index] = (this.#samples[first + index] ?? 0) + (samples[index] ?? 0)
    this.end = Math.max(this.end, at + samples.length / SAMPLE_RATE)
  }

  pause(seconds: number): void {
    this.end += seconds
  }

  /** 16-bit WAV. */
  async save(path: string): Promise<void> {
    const samples = this.#samples.subarray(0, Math.ceil(this.end * SAMPLE_RATE))
    const wav = Buffer.alloc(44 + samples.length * 2)
    wav.write('RIFF', 0, 'latin1')
    wav.writeUInt32LE(36 + samples.length * 2, 4)
    wav.write('WAVEfmt ', 8, 'latin1')
    wav.writeUInt32LE(16, 16)
    wav.writeUInt16LE(1, 20)
    wav.writeUInt16LE(1, 22)
    wav.writeUInt32LE(SAMPLE_RATE, 24)
    wav.writeUInt32LE(SAMPLE_RATE * 2, 28)
    wav.writeUInt16LE(2, 32)
    wav.writeUInt16LE(16, 34)
    wav.write('data', 36, 'latin1')
    wav.writeUInt32LE(samples.length * 2, 40)
    for (const [index, sample] of samples.entries())
      wav.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), 44 + index * 2)
    await writeFile(path, wav)
  }
}

/** A tone with a little of its octave, that swells and fades so that it doesn't click. */
export const tone = (hertz: number, seconds: number, loudness = 0.35): Float32Array => {
  const samples = new Float32Array(Math.round(seconds * SAMPLE_RATE))
  for (let index = 0; index < samples.length; index += 1) {
    const at = index / SAMPLE_RATE
    const envelope = Math.min(1, at / 0.008, (seconds - at) / 0.05)
    const wave = Math.sin(2 * Math.PI * hertz * at) + 0.25 * Math.sin(4 * Math.PI * hertz * at)
    samples[index] = loudness * envelope * wave
  }
  return samples
}

/** A soft bell. */
export const bell = (hertz: number): Float32Array => {
  const samples = tone(hertz, 1.2, 0.3)
  return samples.map((sample, index) => sample * Math.exp((-3.5 * index) / SAMPLE_RATE))
}

/** A sentence, spoken, at even loudness. `folder` holds what is left over on the way. */
export const speech = async (sentence: string, folder: string): Promise<Float32Array> => {
  const spoken = join(folder, 'spoken.wav')
  const raw = join(folder, 'spoken.raw')
  await run('flite', ['-voice', 'slt', '--setf', 'duration_stretch=1.08', '-t', sentence, '-o', spoken])
  await run('ffmpeg', ['-y', '-v', 'error', '-i', spoken, '-ac', '1', '-ar', String(SAMPLE_RATE), '-f', 'f32le', raw])
  const bytes = await readFile(raw)
  const samples = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
  const peak = samples.reduce((highest, sample) => Math.max(highest, Math.abs(sample)), 0.01)
  return samples.map((sample) => (sample / peak) * 0.8)
}

export const saveM4a = async (track: Track, folder: string, path: string): Promise<void> => {
  const wav = join(folder, 'track.wav')
  await track.save(wav)
  await run('ffmpeg', [
    ...words('-y -v error -i'),
    wav,
    ...words('-c:a aac -b:a 40k -ac 1'),
    ...words('-map_metadata -1 -fflags +bitexact -movflags +faststart'),
    path,
  ])
}
