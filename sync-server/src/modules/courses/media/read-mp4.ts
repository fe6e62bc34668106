/** What an MP4 says of itself, and what of it a course has no business with. */
export interface Mp4 {
  readonly width?: number
  readonly height?: number
  readonly seconds?: number
  /** Spans that hold what the camera noted beside the film (the place above all): to be made empty, the file's length and all else as it is. */
  readonly notes: readonly Span[]
}
interface Span {
  /** Of the box's header, whose type is set to `free`. */
  readonly at: number
  readonly bytes: number
}

/** A film's table of contents: of hours of film, some megabytes. */
const MAX_TABLE_BYTES = 64 * 1024 * 1024
const MAX_BOXES = 10_000
/** Boxes that hold what was noted: by phones (`udta`, `meta`), and by programs, as XMP (`uuid`). */
const NOTES = new Set(['udta', 'meta'])
const XMP = 'be7acfcb97a942e89c71999491e3afac'

/** Undefined: it has no table of contents that can be read. `read` gives the bytes [at, at + bytes), fewer at the end. */
export const readMp4 = async (
  read: (at: number, bytes: number) => Promise<Buffer>,
  length: number,
): Promise<Mp4 | undefined> => {
  const notes: Span[] = []
  let table: Omit<Mp4, 'notes'> | undefined
  let at = 0
  for (let boxes = 0; at + 8 <= length && boxes < MAX_BOXES; boxes += 1) {
    const head = await read(at, 32)
    const box = boxAt(head, 0, length - at)
    if (box === undefined) return undefined
    if (box.type === 'moov') {
      if (box.bytes > MAX_TABLE_BYTES) return undefined
      const found = readTable(await read(at, box.bytes), box.header)
      if (found === undefined) return undefined
      table = found.about
      notes.push(...found.notes.map((span) => ({ ...span, at: span.at + at })))
    } else if (
      NOTES.has(box.type) ||
      (box.type === 'uuid' && head.subarray(box.header, box.header + 16).toString('hex') === XMP)
    )
      notes.push({ at, bytes: box.bytes })
    at += box.bytes
  }
  return table === undefined ? undefined : { ...table, notes }
}

interface Box {
  readonly type: string
  readonly at: number
  /** Whole, with its header. */
  readonly bytes: number
  readonly header: number
}

/** Undefined where what stands there is no box, or one that does not fit in `room`. */
const boxAt = (bytes: Buffer, at: number, room: number): Box | undefined => {
  if (at + 8 > bytes.length) return undefined
  const short = bytes.readUInt32BE(at)
  const type = bytes.toString('latin1', at + 4, at + 8)
  if (short === 1 && at + 16 > bytes.length) return undefined
  const header = short === 1 ? 16 : 8
  // 0: to the end of the file.
  const whole = short === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? room : short
  return whole < header || whole > room ? undefined : { type, at, bytes: whole, header }
}

const boxesOf = (bytes: Buffer, from: number, to: number): readonly Box[] | undefined => {
  const boxes: Box[] = []
  for (let at = from; at + 8 <= to && boxes.length < MAX_BOXES;) {
    const box = boxAt(bytes, at, to - at)
    if (box === undefined) return undefined
    boxes.push(box)
    at += box.bytes
  }
  return boxes
}

const readTable = (
  table: Buffer,
  header: number,
): { readonly about: Omit<Mp4, 'notes'>; readonly notes: readonly Span[] } | undefined => {
  const children = boxesOf(table, header, table.length)
  if (children === undefined) return undefined
  const notes: Span[] = children.filter(({ type }) => NOTES.has(type)).map(({ at, bytes }) => ({ at, bytes }))
  let about: Omit<Mp4, 'notes'> = {}
  for (const box of children) {
    if (box.type === 'mvhd') about = { ...about, ...secondsOf(table, box) }
    if (box.type !== 'trak') continue
    for (const part of boxesOf(table, box.at + box.header, box.at + box.bytes) ?? []) {
      if (NOTES.has(part.type)) notes.push({ at: part.at, bytes: part.bytes })
      if (part.type === 'tkhd') about = { ...about, ...sizeOf(table, part) }
    }
  }
  return { about, notes }
}

/** The film's length in units, and how many of them are a second. */
const secondsOf = (table: Buffer, { at, header, bytes }: Box): { readonly seconds?: number } => {
  const body = table.subarray(at + header, at + bytes)
  const isLong = body[0] === 1
  if (body.length < (isLong ? 32 : 20)) return {}
  const perSecond = body.readUInt32BE(isLong ? 20 : 12)
  const units = isLong ? Number(body.readBigUInt64BE(24)) : body.readUInt32BE(16)
  return perSecond > 0 && units > 0 ? { seconds: units / perSecond } : {}
}

/** The last eight bytes are width and height, in 65,536ths; of sound they are 0. A film that was held upright is stored lying, and turned by its matrix. */
const sizeOf = (table: Buffer, { at, bytes }: Box): { readonly width?: number; readonly height?: number } => {
  if (bytes < 84 + 8) return {}
  const end = at + bytes
  const [width, height] = [
    Math.round(table.readUInt32BE(end - 8) / 65_536),
    Math.round(table.readUInt32BE(end - 4) / 65_536),
  ]
  if (width === 0 || height === 0) return {}
  const isTurned = table.readInt32BE(end - 44) === 0 && table.readInt32BE(end - 40) !== 0
  return isTurned ? { width: height, height: width } : { width, height }
}
