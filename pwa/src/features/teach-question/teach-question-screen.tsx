import type { ReactNode } from 'react'
import { combineLatest, of } from 'rxjs'
import { useParams, useSearch } from 'wouter'
import { addresses } from '#app/addresses.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useObservable } from '#app/use-observable.ts'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import { ClashChoice } from '#parts/clash-choice.tsx'
import { differencesOf } from '#parts/differences-of.ts'
import { NotTaught } from '#parts/not-taught.tsx'
import { speechOf } from '#parts/unit-frame.tsx'
import { TeachMediaProvider } from '#parts/teach-media-provider.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { ScreenSkeleton } from '#ui/skeleton.tsx'
import { QuestionEditor } from './question-editor.tsx'

/** A question as its author writes it, and as learners will meet it. `?unit=`: the quiz that it was opened from. */
export const TeachQuestionScreen = (): ReactNode => {
  const { t } = useMessages()
  const { courseId, questionId } = useParams<'/teach/:courseId/questions/:questionId'>()
  const unitId = new URLSearchParams(useSearch()).get('unit')
  const teaching = useTeaching()
  const learning = useLearning()
  const known = useObservable(
    () =>
      combineLatest({
        course: learning.course(courseId),
        edited: teaching.question(questionId),
        unit: unitId === null ? of(null) : learning.unit(unitId),
      }),
    [learning, teaching, courseId, questionId, unitId],
  )
  const back =
    unitId === null
      ? { href: addresses.teachBank(courseId), label: t('teach.bank') }
      : { href: addresses.teachUnit(courseId, unitId), label: known?.unit?.title ?? t('unit.quiz') }
  if (known !== undefined && (known.course === null || known.edited === null)) return <NotTaught back={back} />
  const title = known?.edited?.document.title ?? ''
  return (
    <TeachMediaProvider courseId={courseId}>
      <PageHeader title={title} windowTitle={title === '' ? t('teach.question') : title} back={back} />
      {known?.course === undefined || known.course === null || known.edited === null ? (
        <ScreenSkeleton label={t('app.loading')} />
      ) : known.edited.theirs !== undefined ? (
        <ClashChoice
          collection="questions"
          id={known.edited.document.id}
          canKeepBoth
          differences={differencesOf(known.edited.document, known.edited.theirs, [
            ['title', t('teach.question-title')],
            ['kind', t('teach.kind')],
            ['prompt', t('teach.prompt')],
            ['content', t('teach.content')],
            ['key', t('question.right-answer')],
            ['explanation', t('teach.explanation')],
            ['points', t('editor.points')],
            ['tags', t('teach.tags')],
          ])}
        />
      ) : (
        <QuestionEditor
          key={questionId}
          question={known.edited.document}
          isUnsent={known.edited.isUnsent}
          speech={speechOf(known.course)}
        />
      )}
    </TeachMediaProvider>
  )
}
