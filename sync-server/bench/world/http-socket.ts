import { connect, type Socket } from 'node:net'

interface HttpAnswer {
  readonly status: number
  readonly headers: string
  readonly body: Buffer
}

export interface HttpSocket {
  /** Sends a request as it stands; one at a time. */
  ask(request: Buffer): Promise<HttpAnswer>
  close(): void
}

/**
 * HTTP on one kept connection, with as little of its own as possible: the client shares the machine with the server that is measured. It reads answers that have a
 * length or come in chunks.
 */
export const openHttpSocket = (port: number): Promise<HttpSocket> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    let received: Buffer[] = []
    let size = 0
    let needed = 0
    let waiting: { resolve(answer: HttpAnswer): void; reject(error: Error): void } | undefined
    const fail = (error: Error): void => {
      reject(error)
      waiting?.reject(error)
      waiting = undefined
    }
    socket.on('error', fail)
    socket.on('close', () => fail(new Error('the server has closed the connection')))
    socket.on('data', (chunk) => {
      received.push(chunk)
      size += chunk.length
      if (size < needed) return
      const all = received.length === 1 ? chunk : Buffer.concat(received)
      const answer = parseAnswer(all)
      if (answer === undefined || typeof answer === 'number') {
        received = [all]
        needed = answer ?? 0
        return
      }
      received = []
      size = 0
      needed = 0
      const asker = waiting
      waiting = undefined
      asker?.resolve(answer)
    })
    socket.on('connect', () =>
      resolve({
        ask: (request) =>
          new Promise((resolveAnswer, rejectAnswer) => {
            waiting = { resolve: resolveAnswer, reject: rejectAnswer }
            socket.write(request)
          }),
        close: () => socket.destroy(),
      }),
    )
  })

/** The answer; the number of bytes that it will have; undefined while not even that is known. */
const parseAnswer = (bytes: Buffer): HttpAnswer | number | undefined => {
  const headEnd = bytes.indexOf('\r\n\r\n')
  if (headEnd < 0) return undefined
  const headers = bytes.toString('latin1', 0, headEnd)
  const status = Number(headers.slice(9, 12))
  const bodyStart = headEnd + 4
  const length = /\r\ncontent-length: (\d+)/i.exec(headers)?.[1]
  if (length !== undefined) {
    const end = bodyStart + Number(length)
    return bytes.length < end ? end : { status, headers, body: bytes.subarray(bodyStart, end) }
  }
  const parts: Buffer[] = []
  let at = bodyStart
  for (;;) {
    const lineEnd = bytes.indexOf('\r\n', at)
    if (lineEnd < 0) return undefined
    const chunk = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16)
    if (bytes.length < lineEnd + 2 + chunk + 2) return undefined
    if (chunk === 0) return { status, headers, body: Buffer.concat(parts) }
    parts.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + chunk))
    at = lineEnd + 2 + chunk + 2
  }
}

export const httpRequest = (
  method: 'GET' | 'POST',
  path: string,
  headers: Readonly<Record<string, string>>,
  body: Buffer = Buffer.alloc(0),
): Buffer =>
  Buffer.concat([
    Buffer.from(
      `${method} ${path} HTTP/1.1\r\nhost: localhost\r\n${Object.entries({
        ...headers,
        'content-length': String(body.length),
      })
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join('')}\r\n`,
    ),
    body,
  ])

/** An event stream: each event's data with the time at which it came (performance.now()). */
export const openEventStream = (
  port: number,
  path: string,
  headers: Readonly<Record<string, string>>,
  onData: (data: Buffer, at: number) => void,
): Promise<{ readonly socket: Socket; close(): void }> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' })
    let isOpen = false
    socket.on('error', reject)
    socket.on('connect', () => socket.write(httpRequest('GET', path, { ...headers, accept: 'text/event-stream' })))
    socket.on('data', (chunk) => {
      const at = performance.now()
      if (!isOpen) {
        isOpen = true
        if (!chunk.toString('latin1', 0, 12).startsWith('HTTP/1.1 200')) {
          reject(new Error(`the stream was refused: ${chunk.toString().slice(0, 300)}`))
          return
        }
        resolve({ socket, close: () => socket.destroy() })
      }
      onData(chunk, at)
    })
  })
