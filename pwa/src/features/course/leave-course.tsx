import { useState, type ReactNode } from 'react'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import { useLearning } from '#app/use-learning.tsx'
import { useMessages } from '#i18n/messages.tsx'
import { Button } from '#ui/button.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { useToast } from '#ui/toast.tsx'
import styles from './course.module.css'

/** Out of the course, after saying what becomes of the work. */
export const LeaveCourse = ({ course }: { readonly course: Course }): ReactNode => {
  const { t } = useMessages()
  const learning = useLearning()
  const toast = useToast()
  const [isAsking, setAsking] = useState(false)
  return (
    <div className={styles['leave']}>
      <Button kind="quiet" onClick={() => setAsking(true)}>
        {t('course.leave')}
      </Button>
      <Sheet
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('course.leave-title', { course: course.title })}
        closeLabel={t('action.close')}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{t('course.stay')}</Button>
            <Button
              kind="danger"
              onClick={() => {
                setAsking(false)
                void learning.leaveCourse(course.id).then(() =>
                  toast({
                    text: t('course.left', { course: course.title }),
                    undo: { label: t('action.undo'), run: () => void learning.enrol(course.id) },
                  }),
                )
              }}
            >
              {t('course.leave')}
            </Button>
          </>
        }
      >
        <p>{t('course.leave-text')}</p>
      </Sheet>
    </div>
  )
}
