import { spawn } from 'node:child_process'

export interface CommandResult {
  readonly code: number
  readonly output: string
}

/** Runs a program in the project's root, showing its output as it comes; resolves with its exit code and what it wrote. */
export const runCommand = (
  command: string,
  args: readonly string[],
  options: { readonly isQuiet?: boolean; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<CommandResult> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: projectRoot,
      env: { ...process.env, ...options.env },
      stdio: ['inherit', 'pipe', 'pipe'],
    })
    let output = ''
    const take = (stream: NodeJS.WriteStream) => (chunk: Buffer) => {
      output += chunk.toString()
      if (options.isQuiet !== true) stream.write(chunk)
    }
    child.stdout.on('data', take(process.stdout))
    child.stderr.on('data', take(process.stderr))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })

export const projectRoot = new URL('..', import.meta.url).pathname
