import { useState, type ReactNode } from 'react'
import { shapes as undo } from 'virtual:icon/undo-2'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { AttemptReview } from '@edutrack/shared-schema/protocol/review'
import { useServices } from '#app/app-context.ts'
import { useCurrent } from '#app/use-observable.ts'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/text-field.tsx'
import { useToast } from '#ui/toast.tsx'
import styles from './decide-work.module.css'
import forms from './form.module.css'
import { NumberField } from './number-field.tsx'

type Decision = NonNullable<AttemptReview['decision']>

/** What becomes of unusual work, by one tap: it counts, it counts with less, or it does not. Decided, it can be taken back. */
export const DecideWork = ({ attempt }: { readonly attempt: Attempt }): ReactNode => {
  const { t, tOf, number } = useMessages()
  const teaching = useTeaching()
  const toast = useToast()
  const isOnline = useCurrent(useServices().connectivity.isOnline$) ?? true
  const [percent, setPercent] = useState<number | undefined>(undefined)
  const [comment, setComment] = useState('')
  const [busy, setBusy] = useState<Decision['verdict'] | 'take-back' | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const name = attempt.personName ?? ''
  const takeBack = async (): Promise<void> => {
    setBusy('take-back')
    setProblem(null)
    const outcome = await teaching.review(attempt.id, { decision: null })
    setBusy(null)
    // Asked from a message that outlives this screen, it is answered by one.
    toast({ text: outcome.ok ? t('exceptions.taken-back', { name }) : tOf(outcome.messageId) })
  }
  const decide = async (verdict: Decision['verdict']): Promise<void> => {
    if (busy !== null) return
    setBusy(verdict)
    setProblem(null)
    const outcome = await teaching.review(attempt.id, {
      decision: {
        verdict,
        ...(verdict === 'accepted' && percent !== undefined ? { penaltyPercent: percent } : {}),
        ...(comment.trim() === '' ? {} : { comment: comment.trim() }),
      },
    })
    setBusy(null)
    if (!outcome.ok) return setProblem(outcome.messageId)
    setPercent(undefined)
    setComment('')
    return toast({
      text: t(`exceptions.told-${verdict}`, { name }),
      undo: { label: t('action.undo'), run: () => void takeBack() },
    })
  }
  if (attempt.decision !== undefined)
    return (
      <div className={styles['decided']}>
        {attempt.decision.comment !== undefined && <blockquote>{attempt.decision.comment}</blockquote>}
        <Button icon={undo} isBusy={busy === 'take-back'} onClick={() => void takeBack()}>
          {t('exceptions.take-back')}
        </Button>
      </div>
    )
  return (
    <div className={styles['form']}>
      <div className={forms['fields']}>
        <NumberField label={t('exceptions.penalty')} value={percent} min={1} max={100} isWhole onChange={setPercent} />
        <TextField
          label={t('teach.decision-comment')}
          value={comment}
          maxLength={2000}
          onChange={({ target }) => setComment(target.value)}
        />
      </div>
      <div className={forms['actions']}>
        <Button kind="primary" isBusy={busy === 'accepted'} onClick={() => void decide('accepted')}>
          {percent === undefined ? t('teach.accept') : t('exceptions.accept-less', { percent: number(percent) })}
        </Button>
        <Button isBusy={busy === 'rejected'} onClick={() => void decide('rejected')}>
          {t('teach.reject')}
        </Button>
      </div>
      {!isOnline && <p className={forms['soft']}>{t('exceptions.offline')}</p>}
      {problem !== null && (
        <p role="alert" className={styles['problem']}>
          {tOf(problem)}
        </p>
      )}
    </div>
  )
}
