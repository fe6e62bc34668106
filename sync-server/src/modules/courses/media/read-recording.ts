import type { Readable } from 'node:stream'
import type { CourseFile } from '@edutrack/shared-schema/collections/files'

/** What a film or a recording says of itself; undefined where it can't be read as what it claims to be. */
export const readRecording = async (
  content: Readable,
  { mime, bytes }: { readonly mime: string; readonly bytes: number },
): Promise<Pick<CourseFile, 'width' | 'height' | 'seconds'> | undefined> => {
  const { parseStream } = await import('music-metadata')
  try {
    const { format } = await parseStream(content, { mimeType: mime, size: bytes }, { duration: true, skipCovers: true })
    const { duration, trackInfo } = format
    const picture = trackInfo?.find(({ video }) => video !== undefined)?.video
    const width = picture?.displayWidth ?? picture?.pixelWidth
    const height = picture?.displayHeight ?? picture?.pixelHeight
    return {
      ...(duration !== undefined && Number.isFinite(duration) && duration > 0 ? { seconds: duration } : {}),
      ...(width !== undefined && height !== undefined && width > 0 && height > 0 ? { width, height } : {}),
    }
  } catch {
    return undefined
  } finally {
    content.destroy()
  }
}
