import { useState, type ReactNode } from 'react'
import { shapes as history } from 'virtual:icon/history'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import type { RegradeResult } from '@edutrack/shared-schema/protocol/review'
import { addresses } from '#app/addresses.ts'
import { useNow } from '#app/app-context.ts'
import { useObservable } from '#app/use-observable.ts'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import forms from '#parts/form.module.css'
import { ListRow } from '#parts/list-row.tsx'
import { Section } from '#parts/section.tsx'
import { useAsked } from '#parts/use-asked.ts'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { CardList } from '#ui/card.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { TextField } from '#ui/text-field.tsx'
import { useToast } from '#ui/toast.tsx'

/** Where a question was changed after it was answered: grading anew is offered, shown before it is done, listed, and taken back. */
export const RegradeSection = ({
  question,
  isUnsent,
}: {
  readonly question: Question
  /** The school has not heard of the last change yet. */
  readonly isUnsent: boolean
}): ReactNode => {
  const { t, tOf, number, moment } = useMessages()
  const teaching = useTeaching()
  const { regrading } = teaching
  const toast = useToast()
  const now = useNow()
  const [courseId] = useState(question.courseId)
  const { id, version } = question
  const earlier =
    useObservable(() => teaching.earlierHandIns(courseId, { id, version }), [teaching, courseId, id, version]) ?? 0
  const { answer: log, again } = useAsked(() => regrading.log(question.id))
  const [preview, setPreview] = useState<RegradeResult | null>(null)
  const [comment, setComment] = useState(t('regrade.usual-comment'))
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const done = log?.ok === true ? log.value : []
  if (earlier === 0 && done.length === 0) return null
  const round = (points: number): string => number(Math.round(points * 100) / 100)
  const look = async (): Promise<void> => {
    if (isBusy) return undefined
    setBusy(true)
    setProblem(null)
    const answer = await regrading.regrade(question.id, { isPreview: true })
    setBusy(false)
    return answer.ok ? setPreview(answer.value) : setProblem(answer.messageId)
  }
  const undo = async (regradeId: string): Promise<void> => {
    setProblem(null)
    const answer = await regrading.undo(question.id, regradeId)
    if (!answer.ok) return setProblem(answer.messageId)
    toast({ text: t('regrade.undone', { count: answer.value.gain + answer.value.lose }) })
    return again()
  }
  const regrade = async (): Promise<void> => {
    if (isBusy) return undefined
    setBusy(true)
    setProblem(null)
    const answer = await regrading.regrade(question.id, {
      isPreview: false,
      ...(comment.trim() === '' ? {} : { comment: comment.trim() }),
    })
    setBusy(false)
    if (!answer.ok) return setProblem(answer.messageId)
    setPreview(null)
    const { regradeId, gain, lose } = answer.value
    toast({
      text: t('regrade.is-done', { count: gain + lose }),
      ...(regradeId === undefined ? {} : { undo: { label: t('action.undo'), run: () => void undo(regradeId) } }),
    })
    return again()
  }
  const changes = preview === null ? 0 : preview.gain + preview.lose
  return (
    <Section title={t('regrade.title')}>
      <div className={forms['form']}>
        {earlier > 0 && (
          <Banner
            icon={history}
            title={t('regrade.earlier', { count: earlier })}
            action={
              <Button
                isBusy={isBusy}
                aria-disabled={isUnsent || isBusy || undefined}
                onClick={() => void (isUnsent || look())}
              >
                {t('regrade.look')}
              </Button>
            }
          >
            {t(isUnsent ? 'regrade.unsent' : 'regrade.earlier-text')}
          </Banner>
        )}
        {problem !== null && preview === null && <p role="alert">{tOf(problem)}</p>}
        {done.length > 0 && (
          <CardList>
            {done.map(({ regradeId, at, byName, gain, lose, isDone, undoneAt }) => (
              <ListRow
                key={regradeId}
                title={moment(at, now)}
                sub={[
                  byName,
                  t('regrade.gain', { count: gain }),
                  t('regrade.lose', { count: lose }),
                  ...(isDone ? [] : [t('regrade.cut-short')]),
                  ...(undoneAt === undefined ? [] : [t('regrade.taken-back', { time: moment(undoneAt, now) })]),
                ].join(' · ')}
                end={
                  undoneAt === undefined && <Button onClick={() => void undo(regradeId)}>{t('regrade.undo')}</Button>
                }
              />
            ))}
          </CardList>
        )}
      </div>
      <Sheet
        isOpen={preview !== null}
        onClose={() => setPreview(null)}
        title={t('regrade.preview')}
        closeLabel={t('action.close')}
        footer={
          changes > 0 && (
            <div className={forms['actions']}>
              <Button kind="primary" isBusy={isBusy} onClick={() => void regrade()}>
                {t('regrade.do', { count: changes })}
              </Button>
            </div>
          )
        }
      >
        {preview !== null && (
          <div className={forms['form']}>
            <p>
              {[
                t('regrade.gain', { count: preview.gain }),
                t('regrade.lose', { count: preview.lose }),
                t('regrade.same', { count: preview.same }),
                ...(preview.byHand === 0 ? [] : [t('regrade.by-hand', { count: preview.byHand })]),
              ].join(' · ')}
            </p>
            {changes > 0 && (
              <>
                <TextField
                  label={t('regrade.comment')}
                  hint={t('regrade.comment-hint')}
                  rows={2}
                  maxLength={2000}
                  value={comment}
                  onChange={({ target }) => setComment(target.value)}
                />
                <CardList>
                  {preview.changes.map(({ attemptId, personName, before, after, points }) => (
                    <ListRow
                      key={attemptId}
                      href={addresses.teachGrading(courseId, attemptId)}
                      title={personName}
                      sub={t('regrade.change', {
                        before: round(before),
                        after: round(after),
                        points: round(points),
                      })}
                    />
                  ))}
                </CardList>
              </>
            )}
            {problem !== null && <p role="alert">{tOf(problem)}</p>}
          </div>
        )}
      </Sheet>
    </Section>
  )
}
