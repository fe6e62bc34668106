import sharp from 'sharp'

/** A photograph as a phone makes it: large, lying on its side, with the place where it was taken. */
export const photograph = (size = { width: 4000, height: 3000 }, grain = 0): Promise<Buffer> =>
  sharp({
    create: {
      ...size,
      channels: 3,
      background: '#2a7f7f',
      ...(grain === 0 ? {} : { noise: { type: 'gaussian', mean: 128, sigma: grain } }),
    },
  })
    .jpeg()
    .withMetadata({ orientation: 6 })
    .withExifMerge({
      IFD0: { Make: 'Phone' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 8/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '11/1 34/1 0/1' },
    })
    .toBuffer()

/** A GIF whose frames follow each other. */
export const movingPicture = (frames = 3, side = 40): Promise<Buffer> => {
  const raw = Buffer.alloc(side * side * frames * 4)
  for (let pixel = 0; pixel < side * side * frames; pixel += 1) {
    const frame = Math.floor(pixel / (side * side))
    raw.set([frame * 80, 40, 200 - frame * 60, pixel % 5 === 0 ? 0 : 255], pixel * 4)
  }
  return sharp(raw, { raw: { width: side, height: side * frames, channels: 4, pageHeight: side } })
    .gif({ delay: Array.from({ length: frames }, () => 100) })
    .toBuffer()
}

/** What a picture is, and whether it still tells what its camera noted. */
export const factsOfPicture = async (
  content: Buffer,
): Promise<{
  readonly format: string
  readonly width: number
  readonly height: number
  readonly hasNotes: boolean
}> => {
  const { format, width, height, exif, xmp } = await sharp(content).metadata()
  return { format, width, height, hasNotes: exif !== undefined || xmp !== undefined }
}

/** A film as it is, with the place where it was taken behind it, and as much free space as makes it so long. */
export const filmWithPlace = (content: Buffer, bytes: number, place = '+48.1333+011.5667/'): Buffer => {
  const noted = Buffer.concat([content, box('udta', box('©xyz', Buffer.from(place)))])
  return Buffer.concat([noted, box('free', Buffer.alloc(Math.max(0, bytes - noted.length - 8)))])
}

const box = (type: string, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length + 8)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, body])
}
const numbers = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [index, value] of values.entries()) bytes.writeInt32BE(value | 0, index * 4)
  return bytes
}
const UPRIGHT = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000]
const TURNED = [0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000]

/** An MP4 of 90 seconds by its table of contents, with the place where it was taken; its pictures are zeros. */
export const film = ({
  bytes = 1000,
  isTurned = false,
  place = '+48.1333+011.5667/',
}: { readonly bytes?: number; readonly isTurned?: boolean; readonly place?: string } = {}): Buffer => {
  const track = box(
    'trak',
    box(
      'tkhd',
      numbers(0, 0, 0, 1, 0, 90_000, 0, 0, 0, 0, ...(isTurned ? TURNED : UPRIGHT), 640 * 65_536, 360 * 65_536),
    ),
    box('udta', box('name', Buffer.from(`track ${place}`))),
  )
  const header = box('mvhd', numbers(0, 0, 0, 1000, 90_000, ...Array.from({ length: 20 }, () => 0)))
  return Buffer.concat([
    box('ftyp', Buffer.from('isom\x00\x00\x02\x00isomiso2mp41')),
    box('mdat', Buffer.alloc(bytes)),
    box('moov', header, track, box('udta', box('©xyz', Buffer.from(place)))),
  ])
}
