import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react'
import { shapes as close } from 'virtual:icon/x'
import { IconButton } from './button.tsx'
import styles from './toast.module.css'

export interface Toast {
  readonly text: string
  /** What takes back what was done. */
  readonly undo?: { readonly label: string; readonly run: () => void }
}
const SHOWN_FOR_MS = 8000

const Context = createContext<(toast: Toast) => void>(() => undefined)
/** Tells of something that has happened; the next one replaces it. */
export const useToast = (): ((toast: Toast) => void) => use(Context)

export const ToastProvider = ({
  after,
  closeLabel,
  children,
}: {
  /** Runs an action after some ms; the answer cancels it. */
  readonly after: (ms: number, action: () => void) => () => void
  readonly closeLabel: string
  readonly children: ReactNode
}): ReactNode => {
  const [toast, setToast] = useState<Toast | null>(null)
  const [isHeld, setHeld] = useState(false)
  const hide = useCallback(() => setToast(null), [])
  useEffect(() => (toast === null || isHeld ? undefined : after(SHOWN_FOR_MS, hide)), [toast, isHeld, after, hide])
  const show = useMemo(() => (next: Toast) => setToast(next), [])
  return (
    <Context value={show}>
      {children}
      {/* Who points at it or is in it has time: nothing is done by these handlers that a person would miss. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        role="status"
        className={styles['place']}
        onPointerEnter={() => setHeld(true)}
        onPointerLeave={() => setHeld(false)}
        onFocus={() => setHeld(true)}
        onBlur={() => setHeld(false)}
      >
        {toast !== null && (
          <div className={styles['toast']}>
            <span className={styles['text']}>{toast.text}</span>
            {toast.undo !== undefined && (
              <button
                type="button"
                className={styles['undo']}
                onClick={() => {
                  toast.undo?.run()
                  hide()
                }}
              >
                {toast.undo.label}
              </button>
            )}
            <IconButton icon={close} label={closeLabel} className={styles['close']} onClick={hide} />
          </div>
        )}
      </div>
    </Context>
  )
}
