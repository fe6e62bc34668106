import { useId, useRef, type ReactNode } from 'react'
import { shapes as upload } from 'virtual:icon/upload'
import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import { acceptOf } from '#media/role-of-file.ts'
import { Button } from '#ui/button.tsx'

/** A button that opens the phone's own picker for files of these kinds. */
export const MediaPicker = ({
  label,
  roles,
  kind = 'secondary',
  isMany = false,
  onFiles,
}: {
  readonly label: string
  readonly roles: readonly CourseFile['role'][]
  readonly kind?: 'primary' | 'secondary' | 'quiet'
  readonly isMany?: boolean
  readonly onFiles: (files: readonly File[]) => void
}): ReactNode => {
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  return (
    <>
      <Button kind={kind} icon={upload} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        id={id}
        type="file"
        hidden
        aria-label={label}
        accept={acceptOf(...roles)}
        multiple={isMany}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])]
          // The same file may be chosen again.
          target.value = ''
          if (files.length > 0) onFiles(files)
        }}
      />
    </>
  )
}
