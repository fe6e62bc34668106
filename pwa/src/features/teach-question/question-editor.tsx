import { useId, useState, type ReactNode } from 'react'
import { shapes as alert } from 'virtual:icon/circle-alert'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import { gradeAnswer, isQuestionKind } from '@edutrack/shared-schema/questions/registry'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import { CourseTextEditor } from '#parts/course-text-editor.tsx'
import { DraftBar } from '#parts/draft-bar.tsx'
import forms from '#parts/form.module.css'
import { NumberField } from '#parts/number-field.tsx'
import { Section } from '#parts/section.tsx'
import { TitleField } from '#parts/title-field.tsx'
import { useDraft } from '#parts/use-draft.ts'
import { editors } from '#question-types/editors.ts'
import { isComplete } from '#question-types/is-complete.ts'
import { QuestionView } from '#question-types/question-view.tsx'
import { RichText } from '#rich-text/rich-text.tsx'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/text-field.tsx'
import { isEditable } from './is-editable.ts'
import { RegradeSection } from './regrade-section.tsx'

type Speech = { readonly lang: string; readonly dir: 'ltr' | 'rtl' }

export const QuestionEditor = ({
  question,
  isUnsent,
  speech,
}: {
  readonly question: Question
  readonly isUnsent: boolean
  readonly speech: Speech
}): ReactNode => {
  const { t } = useMessages()
  const teaching = useTeaching()
  const [id] = useState(question.id)
  const draft = useDraft<Question>(question, (patch) => teaching.changeQuestion(id, () => patch))
  const { value, change } = draft
  const editor = isQuestionKind(value.kind) ? editors[value.kind] : undefined
  return (
    <div className={forms['form']}>
      <DraftBar draft={draft} />
      {editor !== undefined && !isComplete(value) && <Banner icon={alert}>{t('teach.question-incomplete')}</Banner>}
      <CourseTextEditor
        courseId={value.courseId}
        label={t('teach.prompt')}
        value={value.prompt}
        rows={3}
        speech={speech}
        onChange={(prompt) => change({ prompt }, 'typed')}
      />
      {editor === undefined ? (
        <Banner icon={alert}>{t('question.unknown')}</Banner>
      ) : !isEditable(value, editor) ? (
        <Banner
          icon={alert}
          action={
            <Button onClick={() => change(editor.start(teaching.newId) as Partial<Question>)}>
              {t('teach.start-over')}
            </Button>
          }
        >
          {t('teach.not-editable')}
        </Banner>
      ) : (
        <editor.Editor
          content={value.content}
          answerKey={value.key}
          speech={speech}
          newId={teaching.newId}
          onChange={(content, key, how) => change({ content, key } as Partial<Question>, how)}
        />
      )}
      <CourseTextEditor
        courseId={value.courseId}
        label={t('teach.explanation')}
        value={value.explanation ?? ''}
        rows={3}
        speech={speech}
        onChange={(explanation) => change({ explanation }, 'typed')}
      />
      <div className={forms['fields']}>
        <TitleField
          label={t('teach.question-title')}
          value={value.title}
          onChange={(title) => change({ title }, 'typed')}
        />
        <NumberField
          label={t('editor.points')}
          value={value.points}
          min={0}
          max={1000}
          onChange={(points) => {
            if (points !== undefined) change({ points }, 'typed')
          }}
        />
        <TagsField tags={value.tags} onChange={(tags) => change({ tags }, 'typed')} />
      </div>
      <RegradeSection question={question} isUnsent={isUnsent || draft.state !== 'saved'} />
      <Section title={t('teach.as-learner')}>
        <Trial key={JSON.stringify([value.content, value.key])} question={value} speech={speech} />
      </Section>
    </div>
  )
}

const TagsField = ({
  tags,
  onChange,
}: {
  readonly tags: readonly string[]
  readonly onChange: (tags: string[]) => void
}): ReactNode => {
  const { t } = useMessages()
  /** While it is typed. */
  const [text, setText] = useState<string | null>(null)
  return (
    <TextField
      label={t('teach.tags')}
      hint={t('teach.tags-hint')}
      value={text ?? tags.join(', ')}
      autoComplete="off"
      onChange={({ target }) => {
        setText(target.value)
        const read = target.value.split(',').map((tag) => tag.trim().slice(0, 60))
        onChange([...new Set(read)].filter((tag) => tag !== '').slice(0, 30))
      }}
      onBlur={() => setText(null)}
    />
  )
}

/** The question to be answered, and what the answer would earn. */
const Trial = ({ question, speech }: { readonly question: Question; readonly speech: Speech }): ReactNode => {
  const { t, number } = useMessages()
  const id = useId()
  const [answer, setAnswer] = useState<unknown>()
  const [isChecked, setChecked] = useState(false)
  const { fraction, pending } = gradeAnswer(
    { kind: question.kind, content: question.content, key: question.key },
    answer,
  )
  return (
    <div className={forms['form']} {...speech}>
      <div id={id}>
        {question.prompt.trim() === '' ? <p>{t('teach.preview-empty')}</p> : <RichText markdown={question.prompt} />}
      </div>
      <QuestionView
        question={{ ...question, id: `trial-${question.id}` }}
        answer={answer}
        answerKey={question.key}
        mode={isChecked ? 'feedback' : 'answer'}
        labelledBy={id}
        shuffleSeed={undefined}
        onAnswer={setAnswer}
      />
      <div className={forms['actions']}>
        <Button onClick={() => setChecked(!isChecked)}>{t(isChecked ? 'quiz.try-again' : 'quiz.check')}</Button>
        <span role="status">
          {isChecked &&
            (pending === true
              ? t('quiz.verdict-pending')
              : t('teach.would-earn', { earned: number(fraction * question.points), points: question.points }))}
        </span>
      </div>
      {isChecked && question.explanation !== undefined && <RichText markdown={question.explanation} />}
    </div>
  )
}
