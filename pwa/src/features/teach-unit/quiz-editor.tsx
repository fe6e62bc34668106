import type { ReactNode } from 'react'
import { shapes as trash } from 'virtual:icon/trash-2'
import type { QuizSettings } from '@edutrack/shared-schema/collections/units'
import { Link, useLocation } from 'wouter'
import { addresses } from '#app/addresses.ts'
import { useObservable } from '#app/use-observable.ts'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import forms from '#parts/form.module.css'
import { NewQuestion } from '#parts/new-question.tsx'
import { Section } from '#parts/section.tsx'
import { SortableList } from '#parts/sortable-list.tsx'
import { plainWords } from '#rich-text/plain-words.ts'
import { IconButton } from '#ui/button.tsx'
import { AddFromBank } from './add-from-bank.tsx'
import styles from './quiz-editor.module.css'
import { QuizSettingsForm } from './quiz-settings-form.tsx'

/** What a quiz asks, and how. */
export const QuizEditor = ({
  courseId,
  unitId,
  quiz,
  flush,
  onChange,
}: {
  readonly courseId: string
  readonly unitId: string
  readonly quiz: QuizSettings
  readonly flush: () => Promise<boolean>
  readonly onChange: (quiz: QuizSettings, how: 'typed' | 'now') => void
}): ReactNode => {
  const { t } = useMessages()
  const teaching = useTeaching()
  const [, navigate] = useLocation()
  const bank = useObservable(() => teaching.bank(courseId), [teaching, courseId])
  if (bank === undefined) return null
  const byId = new Map(bank.map((question) => [question.id, question]))
  const open = (id: string): string => `${addresses.teachQuestion(courseId, id)}?unit=${encodeURIComponent(unitId)}`
  const setIds = (questionIds: readonly string[]): void => onChange({ ...quiz, questionIds: [...questionIds] }, 'now')
  const points = quiz.questionIds.reduce((sum, id) => sum + (byId.get(id)?.points ?? 0), 0)
  return (
    <>
      <Section title={t('teach.questions')}>
        <p className={forms['soft']}>{t('teach.questions-sum', { count: quiz.questionIds.length, points })}</p>
        <SortableList
          label={t('teach.questions')}
          items={quiz.questionIds.map((id, index) => {
            const question = byId.get(id)
            const name =
              plainWords(question?.prompt ?? '', 60) || question?.title || t('quiz.question', { number: index + 1 })
            return {
              id,
              name,
              content: (
                <Link href={open(id)} className={styles['link']}>
                  <bdi>{name}</bdi>
                </Link>
              ),
              actions: (
                <IconButton
                  icon={trash}
                  label={t('teach.drop-question', { name })}
                  onClick={() => setIds(quiz.questionIds.filter((each) => each !== id))}
                />
              ),
            }
          })}
          onOrder={setIds}
        />
        <div className={forms['actions']}>
          <NewQuestion
            courseId={courseId}
            kindOfButton="secondary"
            onMade={(id) => {
              setIds([...quiz.questionIds, id])
              void flush().then(() => navigate(open(id)))
            }}
          />
          <AddFromBank bank={bank} taken={quiz.questionIds} onAdd={(ids) => setIds([...quiz.questionIds, ...ids])} />
        </div>
      </Section>
      <Section title={t('teach.settings')}>
        <QuizSettingsForm quiz={quiz} onChange={onChange} />
      </Section>
    </>
  )
}
