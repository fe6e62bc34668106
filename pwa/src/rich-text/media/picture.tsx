import { useState, type CSSProperties, type ReactNode } from 'react'
import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import { useMessages } from '#i18n/messages.tsx'
import styles from './media.module.css'
import { MediumNotice } from './medium-notice.tsx'
import { PictureViewer } from './picture-viewer.tsx'
import { useMedium } from './use-medium.ts'

/** A picture in its own proportions from the first moment on. A tap enlarges it. */
export const Picture = ({
  file,
  alt,
  caption,
}: {
  readonly file: CourseFile
  readonly alt: string
  readonly caption: string | undefined
}): ReactNode => {
  const { t } = useMessages()
  const { state, url, want } = useMedium(file)
  const [tries, setTries] = useState(0)
  const [hasFailed, setFailed] = useState(false)
  const [isEnlarged, setEnlarged] = useState(false)
  const { width, height } = file
  const shape: CSSProperties =
    width === undefined || height === undefined
      ? {}
      : { aspectRatio: `${String(width)} / ${String(height)}`, maxInlineSize: `min(100%, ${String(width)}px)` }
  return (
    <figure className={styles['figure']}>
      {url !== undefined && !hasFailed ? (
        <button
          type="button"
          className={styles['enlarge']}
          style={shape}
          aria-haspopup="dialog"
          aria-label={t('reader.enlarge', { name: alt === '' ? file.name : alt })}
          onClick={() => setEnlarged(true)}
        >
          <img
            key={tries}
            src={url}
            alt={alt}
            width={width}
            height={height}
            loading="lazy"
            decoding="async"
            className={styles['image']}
            onError={() => setFailed(true)}
          />
        </button>
      ) : (
        <div className={styles['place']} style={shape}>
          {(hasFailed || (state !== 'unknown' && state !== 'show')) && (
            <MediumNotice
              file={file}
              name={alt === '' ? file.name : alt}
              state={hasFailed ? 'failed' : (state as 'ask')}
              courseId={file.courseId}
              onLoad={() => {
                setFailed(false)
                setTries(tries + 1)
                want()
              }}
            />
          )}
        </div>
      )}
      {caption !== undefined && <figcaption>{caption}</figcaption>}
      {isEnlarged && url !== undefined && (
        <PictureViewer url={url} alt={alt} caption={caption} onClose={() => setEnlarged(false)} />
      )}
    </figure>
  )
}

/** Within a line of text, as tall as the text allows. */
export const InlinePicture = ({ file, alt }: { readonly file: CourseFile; readonly alt: string }): ReactNode => {
  const { url } = useMedium(file)
  return url === undefined ? (
    <span>[{alt === '' ? file.name : alt}]</span>
  ) : (
    <img src={url} alt={alt} width={file.width} height={file.height} decoding="async" className={styles['inline']} />
  )
}
