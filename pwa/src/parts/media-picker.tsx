import type { ComponentProps, ReactNode } from 'react'
import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import { acceptOf } from '#media/role-of-file.ts'
import { FilePicker } from '#ui/file-picker.tsx'

/** Chooses files of these kinds. */
export const MediaPicker = ({
  roles,
  ...rest
}: Omit<ComponentProps<typeof FilePicker>, 'accept'> & {
  readonly roles: readonly CourseFile['role'][]
}): ReactNode => <FilePicker {...rest} accept={acceptOf(...roles)} />
