import { hash, timingSafeEqual } from 'node:crypto'

/** How far a device has read each channel: channel → number of the log. */
export type Positions = Readonly<Record<string, number>>

/**
 * Checkpoints are the server's (S4). The text groups channels by position and ends in a code bound to the person, so that nobody can
 * name a channel that they never had, nor use another's checkpoint.
 */
export interface Checkpoints {
  encode(personId: string, positions: Positions): string
  /** The same where all channels are at one position; `channels` as `encodeChannels` gives them. */
  encodeAt(personId: string, channels: string, position: number): string
  /** Undefined for a checkpoint that this server did not make for this person: the device then reads from the start. */
  decode(personId: string, checkpoint: string): Positions | undefined
}

export const encodeChannels = (channels: readonly string[]): string =>
  channels.toSorted().map(encodeURIComponent).join(' ')

export const createCheckpoints = ({ secret }: { readonly secret: string }): Checkpoints => {
  const code = createCode(secret)
  const sealed = (personId: string, body: string): string =>
    `${body}~${code(`${personId}\n${body}`).toString('base64url')}`
  return {
    encode: (personId, positions) => {
      const channelsByPosition = new Map<number, string[]>()
      for (const [channel, position] of Object.entries(positions)) {
        const channels = channelsByPosition.get(position)
        if (channels === undefined) channelsByPosition.set(position, [channel])
        else channels.push(channel)
      }
      const groups = [...channelsByPosition].sort(([a], [b]) => a - b)
      return sealed(
        personId,
        groups.map(([position, channels]) => `${String(position)} ${encodeChannels(channels)}`).join('|'),
      )
    },
    encodeAt: (personId, channels, position) => sealed(personId, `${String(position)} ${channels}`),
    decode: (personId, checkpoint) => {
      const end = checkpoint.lastIndexOf('~')
      if (end < 0) return undefined
      const body = checkpoint.slice(0, end)
      const given = Buffer.from(checkpoint.slice(end + 1), 'base64url')
      const expected = code(`${personId}\n${body}`)
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
      const positions: Record<string, number> = Object.create(null) as Record<string, number>
      for (const group of body === '' ? [] : body.split('|')) {
        const [position, ...channels] = group.split(' ')
        for (const channel of channels) positions[decodeURIComponent(channel)] = Number(position)
      }
      return positions
    },
  }
}

const BLOCK = 64

/** The first nine bytes of HMAC-SHA-256, made of two hashes: a third of the time of Node's HMAC for texts as short as these. */
const createCode = (secret: string): ((text: string) => Buffer) => {
  const long = Buffer.from(secret)
  const key = Buffer.alloc(BLOCK)
  ;(long.length > BLOCK ? hash('sha256', long, 'buffer') : long).copy(key)
  const inner = key.map((byte) => byte ^ 0x36)
  const outer = key.map((byte) => byte ^ 0x5c)
  return (text) => {
    const innerHash = hash('sha256', Buffer.concat([inner, Buffer.from(text)]), 'buffer')
    return hash('sha256', Buffer.concat([outer, innerHash]), 'buffer').subarray(0, 9)
  }
}
