import { useMemo, type ReactNode } from 'react'
import { shapes as alert } from 'virtual:icon/circle-alert'
import { shapes as chart } from 'virtual:icon/chart-scatter'
import { shapes as download } from 'virtual:icon/download'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import { combineLatest, map, NEVER } from 'rxjs'
import { useParams } from 'wouter'
import { addresses } from '#app/addresses.ts'
import type { QuizAnalysis } from '#app/teaching.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useObservable } from '#app/use-observable.ts'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import forms from '#parts/form.module.css'
import { NotTaught } from '#parts/not-taught.tsx'
import { saveFile } from '#parts/save-file.ts'
import { Section } from '#parts/section.tsx'
import { csvFile } from '#parts/to-csv.ts'
import { CourseMediaProvider } from '#rich-text/media/course-media.tsx'
import { plainWords } from '#rich-text/plain-words.ts'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { ScreenSkeleton } from '#ui/skeleton.tsx'
import { ItemCard } from './item-card.tsx'
import { ItemPlot } from './item-plot.tsx'
import { ItemsToLookAt } from './items-to-look-at.tsx'

/** Characters of a choice in the file of figures. */
const LONGEST_ANSWER = 200

/** How each question of a quiz has done: too easy, too hard, or against those who know. */
export const TeachAnalysisScreen = (): ReactNode => {
  const { t, number, percent } = useMessages()
  const { courseId, unitId } = useParams<'/teach/:courseId/units/:unitId/analysis'>()
  const teaching = useTeaching()
  const learning = useLearning()
  const known = useObservable(
    () =>
      combineLatest({
        course: teaching.course(courseId),
        unit: learning.unit(unitId),
        bank: teaching.bank(courseId),
      }),
    [learning, teaching, courseId, unitId],
  )
  const byId = useMemo(() => new Map(known?.bank.map((question) => [question.id, question])), [known])
  const analysis = useObservable(() => {
    const asked = known?.unit?.quiz?.questionIds
    if (asked === undefined) return NEVER
    const questions = asked.flatMap((id) => byId.get(id) ?? [])
    return teaching.analysis(unitId, questions).pipe(map((made) => made ?? 'impossible'))
  }, [teaching, known, byId, unitId])
  const back = { href: addresses.teachGrades(courseId), label: t('teach.grades') }
  if (known !== undefined && (known.course === null || known.unit?.quiz === undefined)) return <NotTaught back={back} />
  const nameOf = (question: Question | undefined, index: number): string =>
    plainWords(question?.prompt ?? '', 80) || question?.title || t('quiz.question', { number: index + 1 })
  const save = ({ items }: QuizAnalysis): void =>
    saveFile(
      csvFile(known?.unit?.title ?? t('analysis.title'), [
        [
          t('teach.question'),
          t('analysis.answered'),
          t('analysis.facility'),
          t('analysis.discrimination'),
          t('analysis.verdict'),
          t('analysis.answer'),
          t('analysis.is-right'),
          t('analysis.share'),
          t('analysis.share-above'),
          t('analysis.share-below'),
        ],
        ...items.flatMap((item, index) => {
          const start = [
            nameOf(byId.get(item.questionId), index),
            String(item.count),
            decimal(item.facility),
            decimal(item.discrimination),
            t(`analysis.verdict-${item.verdict}`),
          ]
          return item.answers.length === 0
            ? [start]
            : item.answers.map(({ text, isMarkdown, isRight, share, shareAbove, shareBelow }) => [
                ...start,
                isMarkdown ? plainWords(text, LONGEST_ANSWER) : text,
                isRight ? t('analysis.yes') : '',
                decimal(share),
                decimal(shareAbove),
                decimal(shareBelow),
              ])
        }),
      ]),
    )
  return (
    <>
      <PageHeader title={t('analysis.title')} back={back} />
      {known === undefined || analysis === undefined ? (
        <ScreenSkeleton label={t('app.loading')} />
      ) : analysis === 'impossible' ? (
        <Banner icon={alert} tone="problem">
          {t('analysis.impossible')}
        </Banner>
      ) : analysis.learners === 0 ? (
        <EmptyState icon={chart} title={t('analysis.empty')}>
          {t('analysis.empty-text')}
        </EmptyState>
      ) : (
        <CourseMediaProvider courseId={courseId}>
          <div className={forms['form']}>
            <p className={forms['soft']}>{known.unit?.title}</p>
            <p role="status">
              {t('analysis.of', { count: analysis.learners })}{' '}
              {analysis.reliability !== undefined &&
                t('analysis.reliability', { share: number(Math.round(analysis.reliability * 100) / 100) })}
            </p>
            <details>
              <summary>{t('analysis.explain')}</summary>
              <p>{t('analysis.explain-facility')}</p>
              <p>{t('analysis.explain-discrimination')}</p>
              <p>{t('analysis.explain-reliability')}</p>
              <p>{t('analysis.explain-first')}</p>
            </details>
            {analysis.items.some(({ verdict }) => verdict !== 'few' && verdict !== 'nobody') && (
              <Section title={t('analysis.look')}>
                <ItemsToLookAt items={analysis.items} />
              </Section>
            )}
            <Section title={t('analysis.plot')}>
              <p className={forms['soft']}>{t('analysis.plot-text')}</p>
              <ItemPlot items={analysis.items} />
            </Section>
            <Section title={t('teach.questions')}>
              <div className={forms['form']}>
                {analysis.items.map((item, index) => (
                  <ItemCard
                    key={item.questionId}
                    item={item}
                    number={index + 1}
                    name={nameOf(byId.get(item.questionId), index)}
                    kind={byId.get(item.questionId)?.kind}
                    href={`${addresses.teachQuestion(courseId, item.questionId)}?unit=${encodeURIComponent(unitId)}`}
                    percent={percent}
                  />
                ))}
              </div>
            </Section>
            <div className={forms['actions']}>
              <Button icon={download} onClick={() => save(analysis)}>
                {t('teach.save-csv')}
              </Button>
            </div>
          </div>
        </CourseMediaProvider>
      )}
    </>
  )
}

const decimal = (value: number | undefined): string =>
  value === undefined ? '' : String(Math.round(value * 1000) / 1000)
