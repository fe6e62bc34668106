import type { ServerResponse } from 'node:http'
import type { StreamOutlet } from '#sync/stream.ts'

/** A device that has not taken so many bytes is asleep or gone: it is cut off rather than waited for, and pulls when it is back. */
const MOST_WAITING = 512 * 1024

/**
 * An event stream on the socket itself: no framing of chunks, no queue of Node's own. The body ends with the connection.
 */
export const openSocketOutlet = (outgoing: ServerResponse, requestId: string): StreamOutlet => {
  outgoing.useChunkedEncodingByDefault = false
  outgoing.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
    'x-request-id': requestId,
  })
  outgoing.flushHeaders()
  const { socket } = outgoing
  return {
    send: (event) => {
      if (socket === null || socket.destroyed) return
      if (socket.writableLength > MOST_WAITING) socket.destroy()
      else socket.write(`data: ${event}\n\n`)
    },
    end: () => void outgoing.end(),
  }
}
