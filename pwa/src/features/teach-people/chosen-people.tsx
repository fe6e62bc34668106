import { useId, useState, type ReactNode } from 'react'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import forms from '#parts/form.module.css'
import { Button } from '#ui/button.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { TextField } from '#ui/text-field.tsx'
import { useToast } from '#ui/toast.tsx'
import styles from './teach-people.module.css'

/** As many as the school decides about in one request. */
const MOST_AT_ONCE = 500

/** What becomes of those chosen: they are put into a group, and back again if that was wrong. */
export const ChosenPeople = ({
  courseId,
  enrolments,
  groups,
  onClose,
}: {
  readonly courseId: string
  readonly enrolments: readonly Enrolment[]
  readonly groups: readonly string[]
  readonly onClose: () => void
}): ReactNode => {
  const { t, tOf } = useMessages()
  const { roster } = useTeaching()
  const toast = useToast()
  const id = useId()
  const [group, setGroup] = useState('')
  const [isAsking, setAsking] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  /** Undefined: done; otherwise what is in the way, a key of the catalogue. */
  const put = async (personIds: readonly string[], into: string): Promise<string | undefined> => {
    for (let first = 0; first < personIds.length; first += MOST_AT_ONCE) {
      const part = personIds.slice(first, first + MOST_AT_ONCE)
      const answer = await roster.decideMany(courseId, { personIds: part, decision: { group: into } })
      if (!answer.ok) return answer.messageId
    }
    return undefined
  }
  const assign = async (): Promise<void> => {
    if (isBusy || enrolments.length === 0) return
    setBusy(true)
    const into = group.trim()
    const before = Map.groupBy(enrolments, (enrolment) => enrolment.group ?? '')
    const found = await put(
      enrolments.map(({ personId }) => personId),
      into,
    )
    setBusy(false)
    if (found !== undefined) return setProblem(found)
    toast({
      text: t(into === '' ? 'roster.out-of-groups' : 'roster.in-group', { count: enrolments.length, group: into }),
      undo: {
        label: t('teach.undo'),
        run: () =>
          void (async () => {
            for (const [old, some] of before)
              await put(
                some.map(({ personId }) => personId),
                old,
              )
          })(),
      },
    })
    return onClose()
  }
  return (
    <div className={styles['chosen']}>
      <p role="status">{t('roster.chosen', { count: enrolments.length })}</p>
      <div className={forms['actions']}>
        <Button
          kind="primary"
          aria-disabled={enrolments.length === 0 || undefined}
          onClick={() => setAsking(enrolments.length > 0)}
        >
          {t('roster.to-group')}
        </Button>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
      </div>
      <Sheet
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('roster.to-group')}
        closeLabel={t('action.close')}
        footer={
          <div className={forms['actions']}>
            <Button kind="primary" isBusy={isBusy} onClick={() => void assign()}>
              {t('roster.put-in-group')}
            </Button>
          </div>
        }
      >
        <form
          className={forms['form']}
          onSubmit={(event) => {
            event.preventDefault()
            void assign()
          }}
        >
          <p>{t('roster.chosen', { count: enrolments.length })}</p>
          <TextField
            label={t('teach.group')}
            hint={t('roster.group-hint')}
            value={group}
            maxLength={80}
            list={id}
            autoComplete="off"
            onChange={({ target }) => setGroup(target.value)}
          />
          <datalist id={id}>
            {groups.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </datalist>
          {problem !== null && <p role="alert">{tOf(problem)}</p>}
        </form>
      </Sheet>
    </div>
  )
}
