import { useEffect, useId, useRef, type ReactNode } from 'react'
import { shapes as close } from 'virtual:icon/x'
import { IconButton } from './button.tsx'
import styles from './sheet.module.css'

/**
 * A sheet from below on phones, a dialog on wide screens. The browser's own `<dialog>` holds the focus, closes on Escape and on Android's
 * back gesture, and gives the focus back. Its content exists only while it is open.
 */
export const Sheet = ({
  isOpen,
  onClose,
  title,
  closeLabel,
  footer,
  children,
}: {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly title: string
  readonly closeLabel: string
  /** The actions, always in view. */
  readonly footer?: ReactNode
  readonly children: ReactNode
}): ReactNode => {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    if (isOpen) dialog.current?.showModal()
    else dialog.current?.close()
  }, [isOpen])
  return (
    // Tapping beside the sheet closes it; with a keyboard, Escape does.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events
    <dialog
      ref={dialog}
      aria-labelledby={id}
      className={styles['sheet']}
      onClose={onClose}
      onClick={({ target }) => {
        if (target === dialog.current) dialog.current?.close()
      }}
    >
      {isOpen && (
        <div className={styles['inner']}>
          <header className={styles['header']}>
            <h2 id={id} tabIndex={-1}>
              {title}
            </h2>
            <IconButton icon={close} label={closeLabel} onClick={() => dialog.current?.close()} />
          </header>
          {/* It may be longer than the screen: then the keyboard scrolls it. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <div tabIndex={0} className={styles['body']}>
            {children}
          </div>
          {footer !== undefined && <footer className={styles['footer']}>{footer}</footer>}
        </div>
      )}
    </dialog>
  )
}
