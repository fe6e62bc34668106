import { useDeferredValue, useMemo, useState, type ReactNode } from 'react'
import { shapes as listChecks } from 'virtual:icon/list-checks'
import { shapes as searchIcon } from 'virtual:icon/search'
import { questionTypes } from '@edutrack/shared-schema/questions/registry'
import { combineLatest } from 'rxjs'
import { useLocation, useParams } from 'wouter'
import { addresses } from '#app/addresses.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useObservable } from '#app/use-observable.ts'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import { findQuestions } from '#parts/find-questions.ts'
import forms from '#parts/form.module.css'
import { NewQuestion } from '#parts/new-question.tsx'
import { NotTaught } from '#parts/not-taught.tsx'
import { plainWords } from '#rich-text/plain-words.ts'
import { ListRow } from '#parts/list-row.tsx'
import { Button } from '#ui/button.tsx'
import { CardList } from '#ui/card.tsx'
import { Chip, ChipRow } from '#ui/chip.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Select } from '#ui/select.tsx'
import { ScreenSkeleton } from '#ui/skeleton.tsx'
import { TextField } from '#ui/text-field.tsx'

/** Rows shown at first, and more each time that more are asked for. */
const STEP = 100

/** All questions of a course: found by words, tags and type. */
export const TeachBankScreen = (): ReactNode => {
  const { t, number } = useMessages()
  const { courseId } = useParams<'/teach/:courseId/questions'>()
  const teaching = useTeaching()
  const learning = useLearning()
  const [, navigate] = useLocation()
  const [text, setText] = useState('')
  const [kind, setKind] = useState('')
  const [tag, setTag] = useState('')
  const [shown, setShown] = useState(STEP)
  const known = useObservable(
    () =>
      combineLatest({
        course: learning.course(courseId),
        bank: teaching.bank(courseId),
        units: learning.units(courseId),
      }),
    [learning, teaching, courseId],
  )
  const wanted = useDeferredValue(text)
  const found = useMemo(
    () => (known === undefined ? [] : findQuestions(known.bank, { text: wanted, kind, tag })),
    [known, wanted, kind, tag],
  )
  if (known?.course === null) return <NotTaught back={{ href: addresses.teach, label: t('nav.teach') }} />
  const tags = [...new Set(known?.bank.flatMap((question) => question.tags))].toSorted((a, b) => a.localeCompare(b))
  const askedIn = (id: string): number => known?.units.filter(({ quiz }) => quiz?.questionIds.includes(id)).length ?? 0
  const newQuestion = (
    <NewQuestion courseId={courseId} onMade={(id) => navigate(addresses.teachQuestion(courseId, id))} />
  )
  return (
    <>
      <PageHeader
        title={t('teach.bank')}
        back={{ href: addresses.teachCourse(courseId), label: known?.course?.title ?? t('nav.teach') }}
      >
        {known !== undefined && known.bank.length > 0 && newQuestion}
      </PageHeader>
      {known === undefined && <ScreenSkeleton label={t('app.loading')} />}
      {known?.bank.length === 0 && (
        <EmptyState icon={listChecks} title={t('teach.bank-empty')} action={newQuestion}>
          {t('teach.bank-empty-text')}
        </EmptyState>
      )}
      {known !== undefined && known.bank.length > 0 && (
        <div className={forms['form']}>
          <div className={forms['fields']}>
            <TextField
              label={t('teach.bank-search')}
              type="search"
              icon={searchIcon}
              value={text}
              onChange={({ target }) => setText(target.value)}
            />
            <Select
              label={t('teach.kind')}
              value={kind}
              options={[
                { value: '', label: t('teach.any-kind') },
                ...Object.keys(questionTypes).map((each) => ({
                  value: each,
                  label: t(`kind.${each as keyof typeof questionTypes}`),
                })),
              ]}
              onChange={setKind}
            />
          </div>
          {tags.length > 0 && (
            <ChipRow label={t('teach.tags')}>
              {tags.map((each) => (
                <Chip key={each} isOn={tag === each} onChange={(isOn) => setTag(isOn ? each : '')}>
                  {each}
                </Chip>
              ))}
            </ChipRow>
          )}
          <p role="status" className={forms['soft']}>
            {t('teach.found', { count: found.length, total: known.bank.length })}
          </p>
          {found.length > 0 && (
            <CardList>
              {found.slice(0, shown).map((question) => (
                <ListRow
                  key={question.id}
                  href={addresses.teachQuestion(courseId, question.id)}
                  title={plainWords(question.prompt) || question.title}
                  sub={[
                    t(`kind.${question.kind as keyof typeof questionTypes}`),
                    t('question.points', { points: question.points }),
                    t('teach.asked-in', { count: askedIn(question.id) }),
                    ...question.tags,
                  ].join(' · ')}
                />
              ))}
            </CardList>
          )}
          {found.length > shown && (
            <Button onClick={() => setShown(shown + STEP)}>
              {t('teach.show-more', { count: number(found.length - shown) })}
            </Button>
          )}
        </div>
      )}
    </>
  )
}
