import { promisify } from 'node:util'
import { gunzip, gunzipSync } from 'node:zlib'
import { MAX_JSON_DEPTH } from '@edutrack/shared-schema/protocol/limits'
import { nodeMessages, type HttpContext } from './environment.ts'

const inflateElsewhere = promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip)
/** Bodies up to here, before and after, are inflated at once: a worker thread's round trip takes longer than that. */
const AT_ONCE = 64 * 1024

/** A body's JSON, inflated if it is compressed, both within the bound of bytes. */
export const readJsonBody = async (
  context: HttpContext,
  mostBytes: number,
): Promise<{ readonly json: unknown } | { readonly problem: 'too-large' | 'invalid-request' }> => {
  const sent = await readBody(context, mostBytes)
  if (sent === undefined) return { problem: 'too-large' }
  try {
    const text = context.req.header('content-encoding') === 'gzip' ? await inflate(sent, mostBytes) : sent
    if (isDeeperThan(text, MAX_JSON_DEPTH)) return { problem: 'invalid-request' }
    return { json: JSON.parse(text.toString()) as unknown }
  } catch (error) {
    return { problem: isTooLong(error) ? 'too-large' : 'invalid-request' }
  }
}

/** Looks at the text, before anything is made of it. */
const isDeeperThan = (text: Buffer, most: number): boolean => {
  let depth = 0
  let isInString = false
  for (let at = 0; at < text.length; at += 1) {
    const byte = text[at]
    if (isInString) {
      if (byte === BACKSLASH) at += 1
      else if (byte === QUOTE) isInString = false
    } else if (byte === QUOTE) isInString = true
    else if (byte === BRACKET || byte === BRACE) {
      depth += 1
      if (depth > most) return true
    } else if (byte === CLOSING_BRACKET || byte === CLOSING_BRACE) depth -= 1
  }
  return false
}
const [QUOTE, BACKSLASH, BRACKET, CLOSING_BRACKET, BRACE, CLOSING_BRACE] = Buffer.from('"\\[]{}')

const inflate = async (sent: Buffer, mostBytes: number): Promise<Buffer> => {
  if (sent.length <= AT_ONCE / 4) {
    try {
      return gunzipSync(sent, { maxOutputLength: Math.min(AT_ONCE, mostBytes) })
    } catch (error) {
      if (!isTooLong(error)) throw error
    }
  }
  return inflateElsewhere(sent, { maxOutputLength: mostBytes })
}

/** zlib says by this that there is more than it may give. */
const isTooLong = (error: unknown): boolean => error instanceof RangeError

/** A phone that has lost its network in the midst of sending: nobody is there to be answered. */
export class SenderGone extends Error {
  override readonly name = 'SenderGone'
}

/** The body as it came; undefined when it is larger than that. Rejects with `SenderGone`. */
export const readBody = async (context: HttpContext, mostBytes: number): Promise<Buffer | undefined> => {
  if (Number(context.req.header('content-length') ?? 0) > mostBytes) return undefined
  const chunks: Uint8Array[] = []
  let bytes = 0
  // Node's own message, where there is one, is read several times faster than the web's stream over it.
  // What is too large is left in it, so that the answer still goes out.
  const incoming = nodeMessages(context)?.incoming.iterator({ destroyOnReturn: false })
  try {
    for await (const chunk of incoming ?? context.req.raw.body ?? []) {
      bytes += (chunk as Uint8Array).length
      if (bytes > mostBytes) return undefined
      chunks.push(chunk as Uint8Array)
    }
  } catch (cause) {
    throw new SenderGone('The connection ended before the body did', { cause })
  }
  return chunks.length === 1 ? Buffer.from(chunks[0] ?? []) : Buffer.concat(chunks)
}
