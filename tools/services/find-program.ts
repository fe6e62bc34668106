import { accessSync, constants, existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { projectRoot, runCommand } from '../run-command.ts'

/** Where `npm run services` keeps programs that it installed, and the data of those that it runs. */
export const servicesFolder = join(projectRoot, '.services')
const pythonFolder = join(servicesFolder, 'python')

/** The program's path: what this project installed, the PATH, and where Go and Cargo put programs. */
export const findProgram = (name: string): string | undefined =>
  [
    join(servicesFolder, 'bin'),
    join(pythonFolder, 'bin'),
    ...(process.env['PATH'] ?? '').split(delimiter),
    join(homedir(), 'go', 'bin'),
    join(homedir(), '.cargo', 'bin'),
  ]
    .map((folder) => join(folder, name))
    .find(isExecutable)

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

type Installer = () => Promise<boolean>

/** Installers resolve to whether they could; each shows what it does. */
export const byPip =
  (requirement: string): Installer =>
  async () => {
    const python = findProgram('python3')
    if (python === undefined) return false
    if (!existsSync(join(pythonFolder, 'bin', 'pip'))) await runs(python, ['-m', 'venv', pythonFolder])
    return runs(join(pythonFolder, 'bin', 'pip'), ['install', '--disable-pip-version-check', requirement])
  }

export const byGo =
  (module: string, folder = join(servicesFolder, 'bin')): Installer =>
  async () => {
    const go = findProgram('go')
    return go !== undefined && runs(go, ['install', module], { GOBIN: folder })
  }

export const byCargo =
  (...args: readonly string[]): Installer =>
  async () => {
    const cargo = findProgram('cargo')
    return cargo !== undefined && runs(cargo, ['install', '--root', servicesFolder, ...args])
  }

export const byApt =
  (name: string): Installer =>
  async () => {
    const apt = findProgram('apt-get')
    if (apt === undefined || process.getuid?.() !== 0) return false
    return (await runs(apt, ['update'])) && (await runs(apt, ['install', '-y', '--no-install-recommends', name]))
  }

const runs = async (command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<boolean> => {
  console.log(`> ${command} ${args.join(' ')}`)
  try {
    return (await runCommand(command, args, { env })).code === 0
  } catch {
    return false
  }
}

/** Whether one of them could, tried in order. */
export const installByFirst = async (...installers: readonly Installer[]): Promise<boolean> => {
  for (const install of installers) if (await install()) return true
  return false
}
