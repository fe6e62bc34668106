import { useRef, type ReactNode } from 'react'
import { shapes as upload } from 'virtual:icon/upload'
import { Button } from './button.tsx'

/** A button that opens the device's own picker for files. */
export const FilePicker = ({
  label,
  accept,
  kind = 'secondary',
  isMany = false,
  isBusy = false,
  onFiles,
}: {
  readonly label: string
  /** As the attribute of that name: endings and types, with commas. */
  readonly accept: string
  readonly kind?: 'primary' | 'secondary' | 'quiet'
  readonly isMany?: boolean
  readonly isBusy?: boolean
  readonly onFiles: (files: readonly File[]) => void
}): ReactNode => {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button kind={kind} icon={upload} isBusy={isBusy} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        accept={accept}
        multiple={isMany}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])]
          // The same file may be chosen again, once it is mended.
          target.value = ''
          if (files.length > 0) onFiles(files)
        }}
      />
    </>
  )
}
