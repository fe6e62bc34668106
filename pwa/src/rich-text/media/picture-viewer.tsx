import { useEffect, useRef, useState, type ReactNode } from 'react'
import { shapes as close } from 'virtual:icon/x'
import { shapes as zoomIn } from 'virtual:icon/zoom-in'
import { shapes as zoomOut } from 'virtual:icon/zoom-out'
import { useMessages } from '#i18n/messages.tsx'
import { IconButton } from '#ui/button.tsx'
import styles from './picture-viewer.module.css'

/** A picture on the whole screen: fitted, or twice as large to be moved about. Escape and the back gesture close it. */
export const PictureViewer = ({
  url,
  alt,
  caption,
  onClose,
}: {
  readonly url: string
  readonly alt: string
  readonly caption: string | undefined
  readonly onClose: () => void
}): ReactNode => {
  const { t } = useMessages()
  const dialog = useRef<HTMLDialogElement>(null)
  const [isZoomed, setZoomed] = useState(false)
  useEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => shown?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      aria-label={alt === '' ? t('reader.picture') : alt}
      className={styles['viewer']}
      onClose={onClose}
    >
      <div className={styles['bar']}>
        <IconButton
          icon={isZoomed ? zoomOut : zoomIn}
          label={t(isZoomed ? 'reader.zoom-out' : 'reader.zoom-in')}
          onClick={() => setZoomed(!isZoomed)}
        />
        <IconButton icon={close} label={t('action.close')} onClick={() => dialog.current?.close()} />
      </div>
      <div
        className={styles['stage']}
        data-zoomed={isZoomed}
        // Moved about with the arrow keys while it is larger than the screen.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={isZoomed ? 0 : undefined}
        role="group"
        aria-label={t('reader.picture')}
      >
        <img src={url} alt={alt} />
      </div>
      {caption !== undefined && <p className={styles['caption']}>{caption}</p>}
    </dialog>
  )
}
