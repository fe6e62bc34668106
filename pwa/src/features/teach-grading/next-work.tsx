import type { ReactNode } from 'react'
import { shapes as arrow } from 'virtual:icon/arrow-right'
import { addresses } from '#app/addresses.ts'
import type { ListedWork } from '#app/gradebook.ts'
import { useMessages } from '#i18n/messages.tsx'
import forms from '#parts/form.module.css'
import { LinkButton } from '#ui/button.tsx'

/** How much waits beside this, and the way on. */
export const NextWork = ({
  courseId,
  count,
  next,
}: {
  readonly courseId: string
  /** Hand-ins that wait, this one not counted. */
  readonly count: number
  readonly next: ListedWork | undefined
}): ReactNode => {
  const { t } = useMessages()
  return (
    <div className={forms['actions']}>
      <p className={forms['soft']}>{t('grading.others-wait', { count })}</p>
      {next !== undefined && (
        <LinkButton
          kind="quiet"
          href={addresses.teachGrading(courseId, next.attemptId)}
          replace
          icon={arrow}
          isIconLast
          isIconDirectional
        >
          {next.personName === '' ? t('grading.next') : t('grading.next-of', { name: next.personName })}
        </LinkButton>
      )}
    </div>
  )
}
