import { PICTURE_BOX } from '@edutrack/shared-schema/protocol/upload-limits'

export type MadePicture =
  | {
      readonly outcome: 'made'
      readonly bytes: Buffer
      readonly mime: string
      readonly width: number
      readonly height: number
    }
  | { readonly outcome: 'file-unreadable' | 'file-too-large' }

/** Decoded, all frames of an animation together. */
const MAX_PIXELS = 100_000_000
const QUALITY = 80

/**
 * The picture as learners get it: WebP within the box, upright, in the colours of screens, with its transparency and its movement, and without whatever the camera
 * noted (the place above all). The same content gives the same bytes, as long as it is the same build of libvips.
 */
export const makePicture = async (content: Buffer): Promise<MadePicture> => {
  // Some megabytes of native code, which servers without pictures to make need not load.
  const { default: sharp } = await import('sharp')
  const options = { limitInputPixels: false, failOn: 'error', animated: true } as const
  try {
    const { width, height, pages = 1 } = await sharp(content, options).metadata()
    // `height` is that of all frames of an animation, one below the other.
    if (width * height > MAX_PIXELS) return { outcome: 'file-too-large' }
    // An animation's frames have no camera that was held askew.
    const upright = pages > 1 ? sharp(content, options) : sharp(content, { ...options, animated: false }).autoOrient()
    const { data, info } = await upright
      .resize({ ...PICTURE_BOX, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: QUALITY })
      .toBuffer({ resolveWithObject: true })
    return {
      outcome: 'made',
      bytes: data,
      mime: 'image/webp',
      width: info.width,
      height: info.pageHeight ?? info.height,
    }
  } catch {
    // Whatever libvips says of it, its author can do one thing: save it anew.
    return { outcome: 'file-unreadable' }
  }
}
