import type { ReactNode } from 'react'
import { shapes as trash } from 'virtual:icon/trash-2'
import { useMessages } from '#i18n/messages.tsx'
import { IconButton } from '#ui/button.tsx'

/** Removes the row at `index` (`useRowFocus`). `isNeeded`: the question can't be without it; the button stays, disabled. */
export const RemoveRow = ({
  index,
  isNeeded = false,
  onRemove,
}: {
  readonly index: number
  readonly isNeeded?: boolean
  readonly onRemove: () => void
}): ReactNode => {
  const { t } = useMessages()
  return (
    <IconButton
      icon={trash}
      label={t('editor.remove', { number: index + 1 })}
      data-remove
      aria-disabled={isNeeded}
      onClick={() => {
        if (!isNeeded) onRemove()
      }}
    />
  )
}
