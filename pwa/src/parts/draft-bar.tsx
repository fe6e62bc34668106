import { useEffect, type ReactNode } from 'react'
import { shapes as redoIcon } from 'virtual:icon/redo-2'
import { shapes as undoIcon } from 'virtual:icon/undo-2'
import { useMessages } from '#i18n/messages.tsx'
import { IconButton } from '#ui/button.tsx'
import styles from './draft-bar.module.css'
import { SavedNote } from './saved-note.tsx'
import type { Draft } from './use-draft.ts'

/** That it is saved, and the way back: also by Ctrl+Z where no text is being typed, which has its own. */
export const DraftBar = ({
  draft: { undo, redo, state },
  children,
}: {
  readonly draft: Pick<Draft<object>, 'undo' | 'redo' | 'state'>
  readonly children?: ReactNode
}): ReactNode => {
  const { t } = useMessages()
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return
      if ((event.target as HTMLElement).matches('input, textarea, select')) return
      event.preventDefault()
      if (event.shiftKey) redo?.()
      else undo?.()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [undo, redo])
  return (
    <div className={styles['bar']}>
      <SavedNote state={state} />
      <span className={styles['buttons']}>
        <IconButton
          icon={undoIcon}
          isDirectional
          label={t('teach.undo')}
          aria-disabled={undo === undefined}
          onClick={() => undo?.()}
        />
        <IconButton
          icon={redoIcon}
          isDirectional
          label={t('teach.redo')}
          aria-disabled={redo === undefined}
          onClick={() => redo?.()}
        />
        {children}
      </span>
    </div>
  )
}
