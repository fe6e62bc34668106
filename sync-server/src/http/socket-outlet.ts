import type { ServerResponse } from 'node:http'
import type { StreamOutlet } from '#sync/stream.ts'

/** A device that has not taken so many bytes is asleep or gone: it is cut off rather than waited for, and pulls when it is back. */
const MOST_WAITING = 512 * 1024

/**
 * An event stream on the socket itself: no framing of chunks, no queue of Node's own. It begins with its first event, in one packet with it; until then the request may
 * be answered otherwise. The body ends with the connection.
 */
export const openSocketOutlet = (outgoing: ServerResponse, requestId: string): StreamOutlet => {
  const { socket } = outgoing
  let isBegun = false
  const begin = (): void => {
    isBegun = true
    outgoing.useChunkedEncodingByDefault = false
    outgoing.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
      'x-request-id': requestId,
    })
    outgoing.flushHeaders()
  }
  return {
    send: (event) => {
      if (socket === null || socket.destroyed) return
      if (socket.writableLength > MOST_WAITING) {
        socket.destroy()
        return
      }
      const data = `data: ${event}\n\n`
      if (isBegun) socket.write(data)
      else {
        socket.cork()
        begin()
        socket.write(data)
        socket.uncork()
      }
    },
    end: () => {
      if (!isBegun) begin()
      outgoing.end()
    },
  }
}
