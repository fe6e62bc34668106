import { useRef, useState, type ReactNode } from 'react'
import { shapes as headphones } from 'virtual:icon/headphones'
import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import { useClock, useKept } from '#app/app-context.ts'
import { useMessages } from '#i18n/messages.tsx'
import { keepOwnPlace, readOwnPlace } from '#parts/own-places.ts'
import { Icon } from '#ui/icon.tsx'
import styles from './media.module.css'
import { MediumNotice } from './medium-notice.tsx'
import { useMedium } from './use-medium.ts'

/** Seconds */
const KEEP_EVERY = 5
const NEAR_END = 3

/** A piece to listen to, from where it was left, with the browser's own controls. */
export const AudioPlayer = ({
  file,
  title,
  caption,
}: {
  readonly file: CourseFile
  readonly title: string
  readonly caption: string | undefined
}): ReactNode => {
  const { clock } = useMessages()
  const { state, url, want } = useMedium(file)
  const [hasFailed, setFailed] = useState(false)
  const appClock = useClock()
  const kept = useKept()
  const keptAt = useRef(0)
  const keep = (second: number): void => {
    keptAt.current = second
    keepOwnPlace(kept, `sound ${file.id}`, { position: second, at: appClock.now() })
  }
  const name = title === '' ? file.name : title
  if (hasFailed || (state !== 'unknown' && state !== 'show'))
    return (
      <div className={styles['figure']}>
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
      </div>
    )
  return (
    <figure className={styles['audio']}>
      <p className={styles['audioName']}>
        <Icon shapes={headphones} />
        <span className={styles['name']}>{name}</span>
        {file.seconds !== undefined && <span className={styles['soft']}>{clock(file.seconds)}</span>}
      </p>
      {/* A spoken piece has its words in the text around it; there is no track to give. */}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
      <audio
        controls
        preload="metadata"
        src={url}
        aria-label={name}
        onError={() => setFailed(url !== undefined)}
        onLoadedMetadata={({ currentTarget }) => {
          const second = readOwnPlace(kept, `sound ${file.id}`)?.position ?? 0
          if (second > 0 && second < currentTarget.duration - NEAR_END) currentTarget.currentTime = second
        }}
        onTimeUpdate={({ currentTarget: { currentTime, paused } }) => {
          if (!paused && Math.abs(currentTime - keptAt.current) >= KEEP_EVERY) keep(currentTime)
        }}
        onPause={({ currentTarget: { currentTime, ended } }) => keep(ended ? 0 : currentTime)}
      />
      {caption !== undefined && <figcaption>{caption}</figcaption>}
    </figure>
  )
}
