import type { ReactNode } from 'react'
import { AudioPlayer } from './audio-player.tsx'
import { useCourseMedia } from './course-media.tsx'
import { DocumentLink } from './document-link.tsx'
import { MediumNotice } from './medium-notice.tsx'
import { InlinePicture, Picture } from './picture.tsx'
import { VideoPlayer } from './video-player.tsx'

/** What a text says of a medium at one place. */
export interface MediumMention {
  readonly fileId: string
  readonly text: string
  readonly caption: string | undefined
  /** In a paragraph of its own. */
  readonly isBlock: boolean
  /** `[text](file:id)`: to open, not to show. */
  readonly isLink: boolean
}

export const Medium = ({ fileId, text, caption, isBlock, isLink }: MediumMention): ReactNode => {
  const { courseId, isKnown, fileOf } = useCourseMedia()
  const file = fileOf(fileId)
  if (file === undefined) {
    if (!isKnown) return null
    return isBlock ? (
      <MediumNotice file={undefined} name={text} state="missing" courseId={courseId} onLoad={() => undefined} />
    ) : (
      <span>{text}</span>
    )
  }
  if (isLink || file.role === 'document' || file.role === 'captions') return <DocumentLink file={file} text={text} />
  if (!isBlock)
    return file.role === 'image' ? <InlinePicture file={file} alt={text} /> : <DocumentLink file={file} text={text} />
  switch (file.role) {
    case 'image':
      return <Picture file={file} alt={text} caption={caption} />
    case 'audio':
      return <AudioPlayer file={file} title={text} caption={caption} />
    case 'video':
      return <VideoPlayer file={file} captions={undefined} title={text} />
  }
}
