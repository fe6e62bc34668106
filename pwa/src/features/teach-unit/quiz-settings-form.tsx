import type { ReactNode } from 'react'
import type { QuizSettings } from '@edutrack/shared-schema/collections/units'
import { useMessages } from '#i18n/messages.tsx'
import forms from '#parts/form.module.css'
import { NumberField } from '#parts/number-field.tsx'
import { Switch } from '#ui/checkbox.tsx'
import { Select } from '#ui/select.tsx'
import { DateField } from '#parts/date-field.tsx'

const modes = ['practice', 'graded'] as const
const counts = ['best', 'last', 'first', 'average'] as const
const feedbacks = ['after-hand-in', 'after-close', 'never'] as const
type Optional = 'draw' | 'timeLimitSeconds' | 'attemptLimit' | 'opensAt' | 'dueAt' | 'closesAt'

export const QuizSettingsForm = ({
  quiz,
  onChange,
}: {
  readonly quiz: QuizSettings
  readonly onChange: (quiz: QuizSettings, how: 'typed' | 'now') => void
}): ReactNode => {
  const { t } = useMessages()
  const set = (change: Partial<QuizSettings>, how: 'typed' | 'now' = 'now'): void =>
    onChange({ ...quiz, ...change }, how)
  const setOptional = (field: Optional, value: number | undefined, how: 'typed' | 'now' = 'typed'): void => {
    const { [field]: _before, ...others } = quiz
    onChange({ ...others, ...(value === undefined ? {} : { [field]: value }) }, how)
  }
  const isGraded = quiz.mode === 'graded'
  return (
    <div className={forms['form']}>
      <div className={forms['fields']}>
        <Select
          label={t('teach.mode')}
          hint={t(`teach.mode-${quiz.mode}-hint`)}
          value={quiz.mode}
          options={modes.map((mode) => ({ value: mode, label: t(`teach.mode-${mode}`) }))}
          onChange={(mode) => set({ mode: mode as QuizSettings['mode'] })}
        />
        <NumberField
          label={t('teach.pass')}
          value={quiz.passPercent}
          min={0}
          max={100}
          onChange={(passPercent) => {
            if (passPercent !== undefined) set({ passPercent }, 'typed')
          }}
        />
        <NumberField
          label={t('teach.draw')}
          hint={t('teach.draw-hint')}
          value={quiz.draw}
          min={1}
          isWhole
          onChange={(draw) => setOptional('draw', draw)}
        />
        <NumberField
          label={t('teach.time-limit')}
          hint={t('teach.none-hint')}
          value={quiz.timeLimitSeconds === undefined ? undefined : quiz.timeLimitSeconds / 60}
          min={0.5}
          max={10_000}
          onChange={(minutes) =>
            setOptional('timeLimitSeconds', minutes === undefined ? undefined : Math.round(minutes * 60))
          }
        />
        {isGraded && (
          <>
            <NumberField
              label={t('teach.attempts')}
              hint={t('teach.none-hint')}
              value={quiz.attemptLimit}
              min={1}
              isWhole
              onChange={(limit) => setOptional('attemptLimit', limit)}
            />
            <Select
              label={t('teach.counts')}
              value={quiz.counts}
              options={counts.map((each) => ({ value: each, label: t(`teach.counts-${each}`) }))}
              onChange={(each) => set({ counts: each as QuizSettings['counts'] })}
            />
            <Select
              label={t('teach.feedback')}
              value={quiz.feedback}
              options={feedbacks.map((each) => ({ value: each, label: t(`teach.feedback-${each}`) }))}
              onChange={(each) => set({ feedback: each as QuizSettings['feedback'] })}
            />
            <DateField
              label={t('teach.opens')}
              value={quiz.opensAt}
              onChange={(at) => setOptional('opensAt', at, 'now')}
            />
            <DateField label={t('teach.due')} value={quiz.dueAt} onChange={(at) => setOptional('dueAt', at, 'now')} />
            <DateField
              label={t('teach.closes')}
              value={quiz.closesAt}
              onChange={(at) => setOptional('closesAt', at, 'now')}
            />
          </>
        )}
      </div>
      <Switch
        label={t('teach.shuffle-questions')}
        isChecked={quiz.shuffleQuestions}
        onChange={(shuffleQuestions) => set({ shuffleQuestions })}
      />
      <Switch
        label={t('teach.shuffle-choices')}
        isChecked={quiz.shuffleChoices}
        onChange={(shuffleChoices) => set({ shuffleChoices })}
      />
    </div>
  )
}
