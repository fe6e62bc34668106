import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** Runs a program to its end; rejects with what it said. */
export const run = async (program: string, args: readonly string[]): Promise<void> => {
  try {
    await execute(program, args, { maxBuffer: 64 * 1024 * 1024 })
  } catch (cause) {
    const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT'
    throw new Error(
      isMissing
        ? `${program} is not installed: apt-get install ffmpeg librsvg2-bin flite fonts-liberation`
        : `${program} failed: ${String((cause as { stderr?: unknown }).stderr).slice(-600)}`,
      { cause },
    )
  }
}

/** Arguments written as on a command line; none of them holds a space. */
export const words = (line: string): readonly string[] => line.split(' ')
