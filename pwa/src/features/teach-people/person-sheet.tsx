import { useId, useState, type ReactNode } from 'react'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import type { EnrolmentDecision } from '@edutrack/shared-schema/protocol/review'
import { useServices } from '#app/app-context.ts'
import { useCurrent } from '#app/use-observable.ts'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import { DateField } from '#parts/date-field.tsx'
import forms from '#parts/form.module.css'
import { NumberField } from '#parts/number-field.tsx'
import { Button } from '#ui/button.tsx'
import { classes } from '#ui/classes.ts'
import { Sheet } from '#ui/sheet.tsx'
import { TextField } from '#ui/text-field.tsx'
import { standingOf } from './standing-of.ts'
import styles from './teach-people.module.css'

/** What can be decided about one person: in or out, their group, more time, later deadlines. */
export const PersonSheet = ({
  enrolment,
  units,
  groups,
  onClose,
}: {
  readonly enrolment: Enrolment | undefined
  /** Of the course: those that are due some time can be due later for this person. */
  readonly units: readonly Unit[]
  readonly groups: readonly string[]
  readonly onClose: () => void
}): ReactNode => {
  const { t, tOf, exactTime } = useMessages()
  const teaching = useTeaching()
  const isOnline = useCurrent(useServices().connectivity.isOnline$) ?? true
  const listId = useId()
  const [terms, setTerms] = useState<EnrolmentDecision>({})
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const decide = async (decision: EnrolmentDecision): Promise<void> => {
    if (enrolment === undefined || isBusy) return
    setBusy(true)
    setProblem(null)
    const outcome = await teaching.decideEnrolment(enrolment.courseId, enrolment.personId, decision)
    setBusy(false)
    if (outcome.ok) onClose()
    else setProblem(outcome.messageId)
  }
  const dueAtByUnit = terms.dueAtByUnit ?? enrolment?.dueAtByUnit ?? {}
  const dueUnits = units.filter(
    ({ id, quiz, assignment }) => (quiz?.closesAt ?? quiz?.dueAt ?? assignment?.dueAt ?? dueAtByUnit[id]) !== undefined,
  )
  const setDue = (unitId: string, dueAt: number | undefined): void => {
    const { [unitId]: _before, ...rest } = dueAtByUnit
    setTerms({ ...terms, dueAtByUnit: dueAt === undefined ? rest : { ...rest, [unitId]: dueAt } })
  }
  const standing = enrolment === undefined ? undefined : standingOf(enrolment)
  const canEnter = standing === 'wishing' || (standing === 'out' && enrolment?.wish === 'enrolled')
  return (
    <Sheet
      isOpen={enrolment !== undefined}
      onClose={onClose}
      title={enrolment?.personName ?? ''}
      closeLabel={t('action.close')}
      footer={
        <div className={forms['actions']}>
          {canEnter && (
            <Button kind="primary" isBusy={isBusy} onClick={() => void decide({ ...terms, status: 'active' })}>
              {t('teach.let-in')}
            </Button>
          )}
          {standing === 'in' && (
            <>
              <Button kind="primary" isBusy={isBusy} onClick={() => void decide(terms)}>
                {t('teach.save')}
              </Button>
              <Button kind="danger" isBusy={isBusy} onClick={() => void decide({ status: 'removed' })}>
                {t('teach.remove-person')}
              </Button>
            </>
          )}
        </div>
      }
    >
      <div className={forms['form']}>
        {!isOnline && <p>{t('teach.people-offline')}</p>}
        {standing === 'out' && !canEnter && <p>{t('teach.left-by-themselves')}</p>}
        {(standing === 'in' || canEnter) && (
          <>
            <TextField
              label={t('teach.group')}
              value={terms.group ?? enrolment?.group ?? ''}
              maxLength={80}
              list={listId}
              autoComplete="off"
              onChange={({ target }) => setTerms({ ...terms, group: target.value })}
            />
            <datalist id={listId}>
              {groups.map((each) => (
                <option key={each} value={each}>
                  {each}
                </option>
              ))}
            </datalist>
            <NumberField
              label={t('teach.extra-time')}
              hint={t('teach.extra-time-hint')}
              value={terms.extraTimePercent ?? enrolment?.extraTimePercent}
              min={0}
              max={1000}
              onChange={(extraTimePercent) => setTerms({ ...terms, extraTimePercent: extraTimePercent ?? 0 })}
            />
            {dueUnits.length > 0 && (
              <fieldset className={classes(forms['form'], styles['deadlines'])}>
                <legend>{t('roster.deadlines')}</legend>
                {dueUnits.map(({ id, title, quiz, assignment }) => {
                  const usual = quiz?.closesAt ?? quiz?.dueAt ?? assignment?.dueAt
                  return (
                    <DateField
                      key={id}
                      label={title}
                      hint={
                        usual === undefined
                          ? t('roster.deadline-none')
                          : t('roster.deadline-usual', { time: exactTime(usual) })
                      }
                      value={dueAtByUnit[id]}
                      onChange={(dueAt) => setDue(id, dueAt)}
                    />
                  )
                })}
              </fieldset>
            )}
          </>
        )}
        {problem !== null && <p role="alert">{tOf(problem)}</p>}
      </div>
    </Sheet>
  )
}
