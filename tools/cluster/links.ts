import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { byGo, findProgram, servicesFolder } from '../services/find-program.ts'
import { freePort, ServiceMissing, startProgram, type ServiceName } from '../services/service.ts'

const MODULE = 'github.com/Shopify/toxiproxy/v2/cmd/server@latest'
/** Go names the program after its folder, which is no name to look for on the PATH. */
const folder = join(servicesFolder, 'toxiproxy')
const HOW_TO_GET = `Toxiproxy is not on this machine: get it by \`GOBIN=${folder} go install ${MODULE}\`.`

const program = (): string | undefined => {
  const own = join(folder, 'server')
  return existsSync(own) ? own : findProgram('toxiproxy-server')
}

/** Puts Toxiproxy on this machine. */
export const installLinks = async (): Promise<void> => {
  if (program() === undefined && !(await byGo(MODULE, folder)())) throw new ServiceMissing(HOW_TO_GET)
}

/** The ways between servers and the services, on which things happen that happen to networks. */
export interface Links {
  /** Resolves to the port at which servers reach what listens at `port`. */
  open(name: ServiceName, port: number): Promise<number>
  /** No connection is there, and none can be made. */
  cut(name: ServiceName): Promise<void>
  /** Connections stay, and nothing passes: a cable that was pulled out. */
  silence(name: ServiceName): Promise<void>
  /** Each way takes so much longer. */
  slow(name: ServiceName, milliseconds: number): Promise<void>
  /** All is as it was. */
  restore(): Promise<void>
  stop(): Promise<void>
}

export const startLinks = async (): Promise<Links> => {
  const command = program()
  if (command === undefined) throw new ServiceMissing(HOW_TO_GET)
  const api = `http://127.0.0.1:${String(await freePort())}`
  const ask = async (path: string, body: object = {}): Promise<void> => {
    const response = await fetch(`${api}${path}`, { method: 'POST', body: JSON.stringify(body) })
    if (!response.ok) throw new Error(`Toxiproxy answered ${String(response.status)}: ${await response.text()}`)
  }
  const addToxic = async (name: ServiceName, type: string, attributes: object): Promise<void> => {
    for (const stream of ['upstream', 'downstream']) await ask(`/proxies/${name}/toxics`, { type, stream, attributes })
  }
  const running = await startProgram(command, ['-host', '127.0.0.1', '-port', new URL(api).port], async () => {
    const answer = await fetch(`${api}/version`).catch(() => undefined)
    return answer?.ok === true
  })
  return {
    open: async (name, port) => {
      const at = await freePort()
      const [listen, upstream] = [`127.0.0.1:${String(at)}`, `127.0.0.1:${String(port)}`]
      await ask('/proxies', { name, listen, upstream, enabled: true })
      return at
    },
    cut: (name) => ask(`/proxies/${name}`, { enabled: false }),
    // Nothing is lost of it: what was sent comes when all is as it was, as by TCP.
    silence: (name) => addToxic(name, 'latency', { latency: 3_600_000 }),
    slow: (name, milliseconds) => addToxic(name, 'latency', { latency: milliseconds, jitter: milliseconds / 4 }),
    restore: () => ask('/reset'),
    stop: () => running.stop(),
  }
}
