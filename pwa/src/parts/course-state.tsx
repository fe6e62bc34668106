import type { ReactNode } from 'react'
import { shapes as archived } from 'virtual:icon/archive'
import { shapes as published } from 'virtual:icon/eye'
import { shapes as draft } from 'virtual:icon/pencil-line'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import { useMessages } from '#i18n/messages.tsx'
import { Icon } from '#ui/icon.tsx'
import styles from './course-state.module.css'

const icons = { archived, published, draft } as const

/** Who sees a course or a part of it, by icon and word. */
export const CourseState = ({ status }: { readonly status: Course['status'] }): ReactNode => {
  const { t } = useMessages()
  return (
    <span className={styles['state']} data-status={status}>
      <Icon shapes={icons[status]} size="s" />
      {t(`teach.state-${status}`)}
    </span>
  )
}
