import { useDeferredValue, useState, type ReactNode } from 'react'
import { shapes as searchIcon } from 'virtual:icon/search'
import { shapes as users } from 'virtual:icon/users'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import { combineLatest } from 'rxjs'
import { useParams } from 'wouter'
import { addresses } from '#app/addresses.ts'
import { useObservable } from '#app/use-observable.ts'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import forms from '#parts/form.module.css'
import { ListRow } from '#parts/list-row.tsx'
import { NotTaught } from '#parts/not-taught.tsx'
import { Section } from '#parts/section.tsx'
import { Button } from '#ui/button.tsx'
import { CardList } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { ScreenSkeleton } from '#ui/skeleton.tsx'
import { TextField } from '#ui/text-field.tsx'
import { PersonSheet } from './person-sheet.tsx'
import { standingOf, standings } from './standing-of.ts'

/** Rows at first, and more each time that more are asked for. */
const STEP = 100

/** Who is in the course, who wishes to be, and who was. */
export const TeachPeopleScreen = (): ReactNode => {
  const { t, tOf, number } = useMessages()
  const { courseId } = useParams<'/teach/:courseId/people'>()
  const teaching = useTeaching()
  const [text, setText] = useState('')
  const [shown, setShown] = useState(STEP)
  const [openId, setOpenId] = useState<string | null>(null)
  const wanted = useDeferredValue(text.trim().toLocaleLowerCase())
  const known = useObservable(
    () => combineLatest({ course: teaching.course(courseId), enrolments: teaching.enrolments(courseId) }),
    [teaching, courseId],
  )
  if (known?.course === null) return <NotTaught back={{ href: addresses.teach, label: t('nav.teach') }} />
  const found = (known?.enrolments ?? [])
    .filter(({ personName = '' }) => personName.toLocaleLowerCase().includes(wanted))
    .toSorted((a, b) => (a.personName ?? '').localeCompare(b.personName ?? ''))
  const sub = (enrolment: Enrolment): string =>
    [
      ...(enrolment.group === undefined || enrolment.group === '' ? [] : [enrolment.group]),
      ...(enrolment.extraTimePercent === undefined || enrolment.extraTimePercent === 0
        ? []
        : [t('teach.more-time', { percent: number(enrolment.extraTimePercent) })]),
      ...(enrolment.status === 'refused' && enrolment.reason !== undefined ? [tOf(`error.${enrolment.reason}`)] : []),
    ].join(' · ')
  return (
    <>
      <PageHeader
        title={t('teach.people')}
        back={{ href: addresses.teachCourse(courseId), label: known?.course?.document.title ?? t('nav.teach') }}
      />
      {known === undefined && <ScreenSkeleton label={t('app.loading')} />}
      {known?.enrolments.length === 0 && (
        <EmptyState icon={users} title={t('teach.people-empty')}>
          {t('teach.people-empty-text')}
        </EmptyState>
      )}
      {known !== undefined && known.enrolments.length > 0 && (
        <div className={forms['form']}>
          <TextField
            label={t('teach.people-search')}
            type="search"
            icon={searchIcon}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
          {standings.map((standing) => {
            const some = found.filter((enrolment) => standingOf(enrolment) === standing)
            return some.length === 0 ? null : (
              <Section key={standing} title={t(`teach.standing-${standing}`, { count: some.length })}>
                <CardList>
                  {some.slice(0, shown).map((enrolment) => (
                    <ListRow
                      key={enrolment.id}
                      title={enrolment.personName ?? ''}
                      sub={sub(enrolment)}
                      end={
                        <Button onClick={() => setOpenId(enrolment.id)}>
                          {t('teach.manage', { name: enrolment.personName ?? '' })}
                        </Button>
                      }
                    />
                  ))}
                </CardList>
                {some.length > shown && (
                  <Button onClick={() => setShown(shown + STEP)}>
                    {t('teach.show-more', { count: number(some.length - shown) })}
                  </Button>
                )}
              </Section>
            )
          })}
        </div>
      )}
      <PersonSheet
        key={openId ?? ''}
        enrolment={known?.enrolments.find(({ id }) => id === openId)}
        onClose={() => setOpenId(null)}
      />
    </>
  )
}
