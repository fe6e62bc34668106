import { useId, useRef, useState, type ReactNode } from 'react'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import type { AttemptReview } from '@edutrack/shared-schema/protocol/review'
import { useServices } from '#app/app-context.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useCurrent } from '#app/use-observable.ts'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import forms from '#parts/form.module.css'
import { NumberField } from '#parts/number-field.tsx'
import { GradeBadge } from '#parts/work-badge.tsx'
import { QuestionView } from '#question-types/question-view.tsx'
import { RichText } from '#rich-text/rich-text.tsx'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/text-field.tsx'
import { useToast } from '#ui/toast.tsx'
import { gradedParts, lacksReason, reviewOf, undoOf, type GivenGrade } from './review-of.ts'
import styles from './teach-grading.module.css'
import { useUnsavedGrades } from './use-unsaved-grades.ts'

/** What was answered, part by part, with what each earns and a word to the learner. */
export const GradeForm = ({
  attempt,
  unit,
  questions,
  speech,
  onNext,
}: {
  readonly attempt: Attempt
  readonly unit: Unit | null
  readonly questions: readonly Question[]
  readonly speech: { readonly lang: string; readonly dir: 'ltr' | 'rtl' }
  /** Goes on to what is to be graded next; undefined: nothing else waits. */
  readonly onNext: (() => void) | undefined
}): ReactNode => {
  const { t, tOf, number } = useMessages()
  const teaching = useTeaching()
  const toast = useToast()
  const isOnline = useCurrent(useServices().connectivity.isOnline$) ?? true
  /** By part: what was changed here and is not sent yet. */
  const [given, setGiven] = useUnsavedGrades(useLearning().personId, attempt.id)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const list = useRef<HTMLOListElement>(null)
  const parts = gradedParts(attempt)
  const byId = new Map(questions.map((question) => [question.id, question]))
  const review = reviewOf(attempt, given)
  const change = (id: string, more: GivenGrade): void => setGiven({ ...given, [id]: { ...given[id], ...more } })
  const isWaiting = ({ questionId, pending }: (typeof parts)[number]): boolean =>
    pending === true && given[questionId]?.earned === undefined
  const goToWaiting = (): void => {
    const part = list.current?.children[parts.findIndex(isWaiting)]
    part?.querySelector<HTMLElement>('[role=group] input')?.focus({ preventScroll: true })
    part?.scrollIntoView({ block: 'start' })
  }
  const unexplained = lacksReason(attempt, given)
  const name = attempt.personName ?? ''
  /** Asked from a message that outlives this screen, it is answered by one. */
  const takeBack = async (undo: AttemptReview): Promise<void> => {
    const outcome = await teaching.review(attempt.id, undo)
    toast({ text: outcome.ok ? t('grading.taken-back', { name }) : tOf(outcome.messageId) })
  }
  const save = async ({ goesOn }: { readonly goesOn: boolean }): Promise<void> => {
    if (review === undefined || isBusy) return
    setBusy(true)
    setProblem(null)
    const outcome = await teaching.review(attempt.id, review)
    setBusy(false)
    if (!outcome.ok) return setProblem(outcome.messageId)
    setGiven({})
    const undo = undoOf(attempt, review)
    toast({
      text: t(parts.some(isWaiting) ? 'grading.saved-part' : 'teach.grade-saved', { name }),
      undo: { label: t('action.undo'), run: () => void takeBack(undo) },
    })
    if (goesOn) onNext?.()
    return undefined
  }
  return (
    <form
      className={forms['form']}
      onSubmit={(event) => {
        event.preventDefault()
        void save({ goesOn: true })
      }}
    >
      {attempt.grade !== undefined && (
        <div className={forms['actions']}>
          <p role="status">{attempt.grade.pending ? t('teach.still-pending') : <GradeBadge {...attempt.grade} />}</p>
          {parts.length > 1 && parts.some(isWaiting) && <Button onClick={goToWaiting}>{t('teach.to-waiting')}</Button>}
        </div>
      )}
      {attempt.text !== undefined && (
        <div {...speech} className={styles['text']}>
          {attempt.text.trim() === '' ? t('question.none') : attempt.text}
        </div>
      )}
      <ol ref={list} className={styles['parts']}>
        {parts.map((part, index) => (
          <Part
            key={part.questionId}
            number={index + 1}
            part={part}
            isText={part.questionId === unit?.id}
            question={byId.get(part.questionId)}
            answer={attempt.answers[part.questionId]?.value}
            given={given[part.questionId] ?? {}}
            isUnexplained={unexplained.has(part.questionId)}
            speech={speech}
            onChange={(more) => change(part.questionId, more)}
          />
        ))}
      </ol>
      <div className={styles['foot']}>
        <Button
          kind="primary"
          type="submit"
          isBusy={isBusy}
          aria-disabled={review === undefined || isBusy || undefined}
        >
          {onNext === undefined ? t('teach.save-grade') : t('grading.save-and-next')}
        </Button>
        {onNext !== undefined && (
          <Button
            kind="quiet"
            aria-disabled={review === undefined || isBusy || undefined}
            onClick={() => void save({ goesOn: false })}
          >
            {t('action.save')}
          </Button>
        )}
        <p className={forms['soft']}>
          {isOnline
            ? t('teach.grade-sum', {
                earned: number(
                  Math.round(
                    parts.reduce((sum, { questionId, earned }) => sum + (given[questionId]?.earned ?? earned), 0) * 100,
                  ) / 100,
                ),
                points: number(parts.reduce((sum, { points }) => sum + points, 0)),
              })
            : t('teach.grade-offline')}
        </p>
      </div>
      {problem !== null && (
        <p role="alert" className={styles['problem']}>
          {tOf(problem)}
        </p>
      )}
    </form>
  )
}

const Part = ({
  number,
  part,
  isText,
  question,
  answer,
  given,
  isUnexplained,
  speech,
  onChange,
}: {
  readonly number: number
  readonly part: NonNullable<Attempt['grade']>['parts'][number]
  /** The whole of an assignment, whose text stands above. */
  readonly isText: boolean
  readonly question: Question | undefined
  readonly answer: unknown
  readonly given: GivenGrade
  /** Its points are changed without a word why. */
  readonly isUnexplained: boolean
  readonly speech: { readonly lang: string; readonly dir: 'ltr' | 'rtl' }
  readonly onChange: (more: GivenGrade) => void
}): ReactNode => {
  const { t, number: say } = useMessages()
  const id = useId()
  return (
    <li className={styles['part']} data-pending={part.pending}>
      {!isText && (
        <h2 id={`${id}-number`} className={styles['number']}>
          {t('quiz.question', { number })}
        </h2>
      )}
      {question !== undefined && (
        <div {...speech} className={styles['question']}>
          <div id={id}>
            <RichText markdown={question.prompt} />
          </div>
          <QuestionView
            question={question}
            answer={answer}
            answerKey={question.key}
            mode="feedback"
            labelledBy={id}
            shuffleSeed={undefined}
            onAnswer={() => undefined}
          />
        </div>
      )}
      {question === undefined && !isText && <p>{t('quiz.question-missing')}</p>}
      <div role="group" aria-labelledby={isText ? undefined : `${id}-number`} className={forms['fields']}>
        <NumberField
          label={t('teach.points-of', { points: say(part.points) })}
          value={'earned' in given ? given.earned : part.pending === true ? undefined : part.earned}
          min={0}
          max={part.points}
          onChange={(earned) => onChange({ earned })}
        />
        <TextField
          label={t('teach.comment')}
          rows={2}
          maxLength={10_000}
          error={isUnexplained ? t('grading.say-why') : undefined}
          value={given.comment ?? part.comment ?? ''}
          onChange={({ target }) => onChange({ comment: target.value })}
        />
      </div>
    </li>
  )
}
