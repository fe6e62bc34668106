import { useState, type ComponentProps, type CSSProperties, type ReactNode, type Ref } from 'react'
import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import { useLearning } from '#app/use-learning.tsx'
import { useMessages } from '#i18n/messages.tsx'
import styles from './media.module.css'
import { MediumNotice } from './medium-notice.tsx'
import { useMedium } from './use-medium.ts'

/** A video with the browser's own controls, and captions where there are. Whoever keeps its place passes `ref` and the media events. */
export const VideoPlayer = ({
  file,
  captions,
  language,
  title,
  ref,
  ...events
}: {
  readonly file: CourseFile
  readonly captions: CourseFile | undefined
  /** Of the captions, BCP 47. */
  readonly language?: string
  readonly title: string
  readonly ref?: Ref<HTMLVideoElement>
} & Omit<ComponentProps<'video'>, 'src' | 'ref' | 'title'>): ReactNode => {
  const { languageName } = useMessages()
  const learning = useLearning()
  const { state, url, want } = useMedium(file)
  const track = useMedium(captions)
  const [hasFailed, setFailed] = useState(false)
  const { width = 16, height = 9 } = file
  const shape: CSSProperties = { aspectRatio: `${String(width)} / ${String(height)}` }
  const name = title === '' ? file.name : title
  if (url === undefined || hasFailed)
    return (
      <div className={styles['video']} style={shape}>
        {(hasFailed || (state !== 'unknown' && state !== 'show')) && (
          <MediumNotice
            file={file}
            name={name}
            state={hasFailed ? 'failed' : (state as 'ask')}
            courseId={file.courseId}
            onLoad={() => {
              setFailed(false)
              want()
            }}
          />
        )}
      </div>
    )
  return (
    // Not every video has captions on this device; those that have bring them as a track.
    // oxlint-disable-next-line jsx-a11y/media-has-caption
    <video
      {...events}
      ref={ref}
      controls
      playsInline
      preload="metadata"
      src={url}
      aria-label={name}
      className={styles['video']}
      style={shape}
      onError={() => setFailed(true)}
    >
      {captions !== undefined && track.state !== 'away' && (
        <track
          kind="captions"
          default
          src={learning.mediaUrl(captions)}
          srcLang={language ?? 'en'}
          label={languageName(language ?? 'en')}
        />
      )}
    </video>
  )
}
