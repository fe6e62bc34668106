import { useDeferredValue, useState, type ReactNode } from 'react'
import { shapes as download } from 'virtual:icon/download'
import { shapes as linkIcon } from 'virtual:icon/link'
import { shapes as searchIcon } from 'virtual:icon/search'
import { shapes as upload } from 'virtual:icon/upload'
import { shapes as colleaguesIcon } from 'virtual:icon/user-round-cog'
import { shapes as users } from 'virtual:icon/users'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import { combineLatest } from 'rxjs'
import { useParams } from 'wouter'
import { addresses } from '#app/addresses.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useObservable } from '#app/use-observable.ts'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import forms from '#parts/form.module.css'
import { ListRow } from '#parts/list-row.tsx'
import { NotTaught } from '#parts/not-taught.tsx'
import { saveFile } from '#parts/save-file.ts'
import { Section } from '#parts/section.tsx'
import { csvFile } from '#parts/to-csv.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { CardList } from '#ui/card.tsx'
import { Chip, ChipRow } from '#ui/chip.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { ScreenSkeleton } from '#ui/skeleton.tsx'
import { TextField } from '#ui/text-field.tsx'
import { useToast } from '#ui/toast.tsx'
import { ChosenPeople } from './chosen-people.tsx'
import { groupsOfPeople, isOfGroup } from '#parts/groups-of-people.ts'
import { PersonSheet } from './person-sheet.tsx'
import { standingOf, standings } from './standing-of.ts'
import styles from './teach-people.module.css'

/** Rows at first, and more each time that more are asked for. */
const STEP = 100

/** Who is in the course, who wishes to be, and who was; and the ways into it. */
export const TeachPeopleScreen = (): ReactNode => {
  const { t, tOf, number } = useMessages()
  const { courseId } = useParams<'/teach/:courseId/people'>()
  const teaching = useTeaching()
  const learning = useLearning()
  const toast = useToast()
  const [text, setText] = useState('')
  const [group, setGroup] = useState<string | null>(null)
  const [shown, setShown] = useState(STEP)
  const [openId, setOpenId] = useState<string | null>(null)
  /** Null: nobody is being chosen. */
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null)
  const wanted = useDeferredValue(text.trim().toLocaleLowerCase())
  const known = useObservable(
    () =>
      combineLatest({
        course: teaching.course(courseId),
        enrolments: teaching.enrolments(courseId),
        units: learning.units(courseId),
      }),
    [learning, teaching, courseId],
  )
  if (known?.course === null) return <NotTaught back={{ href: addresses.teach, label: t('nav.teach') }} />
  const groups = groupsOfPeople(known?.enrolments ?? [])
  const found = (known?.enrolments ?? [])
    .filter(({ personName = '' }) => personName.toLocaleLowerCase().includes(wanted))
    .filter((enrolment) => group === null || isOfGroup(enrolment, group))
    .toSorted((a, b) => (a.personName ?? '').localeCompare(b.personName ?? ''))
  const inCourse = found.filter((enrolment) => standingOf(enrolment) === 'in')
  const sub = (enrolment: Enrolment): string =>
    [
      ...(enrolment.group === undefined || enrolment.group === '' ? [] : [enrolment.group]),
      ...(enrolment.extraTimePercent === undefined || enrolment.extraTimePercent === 0
        ? []
        : [t('teach.more-time', { percent: number(enrolment.extraTimePercent) })]),
      ...(Object.keys(enrolment.dueAtByUnit ?? {}).length === 0
        ? []
        : [t('roster.later-deadlines', { count: Object.keys(enrolment.dueAtByUnit ?? {}).length })]),
      ...(enrolment.status === 'refused' && enrolment.reason !== undefined ? [tOf(`error.${enrolment.reason}`)] : []),
    ].join(' · ')
  const choose = (personId: string, isOn: boolean): void => {
    const next = new Set(chosen)
    if (isOn) next.add(personId)
    else next.delete(personId)
    setChosen(next)
  }
  const save = async (): Promise<void> => {
    const answer = await teaching.roster.addresses(courseId)
    const emails = new Map(answer.ok ? answer.value.map(({ personId, email }) => [personId, email]) : [])
    // Without a network the table is made of what is here.
    if (!answer.ok) toast({ text: t('roster.saved-without-addresses') })
    saveFile(
      csvFile(t('teach.people'), [
        [t('list.name'), t('list.email'), t('teach.group'), t('teach.status'), t('teach.extra-time')],
        ...found.map((enrolment) => [
          enrolment.personName ?? '',
          emails.get(enrolment.personId) ?? '',
          enrolment.group ?? '',
          t(`roster.status-${standingOf(enrolment)}`),
          String(enrolment.extraTimePercent ?? ''),
        ]),
      ]),
    )
  }
  return (
    <>
      <PageHeader
        title={t('teach.people')}
        back={{ href: addresses.teachCourse(courseId), label: known?.course?.document.title ?? t('nav.teach') }}
      />
      {known === undefined && <ScreenSkeleton label={t('app.loading')} />}
      {known !== undefined && (
        <div className={forms['form']}>
          <div className={forms['actions']}>
            <LinkButton icon={linkIcon} href={addresses.teachInvitations(courseId)}>
              {t('roster.invitations')}
            </LinkButton>
            <LinkButton icon={upload} href={addresses.teachRoster(courseId)}>
              {t('list.title')}
            </LinkButton>
            <LinkButton icon={colleaguesIcon} href={addresses.teachColleagues(courseId)}>
              {t('roster.colleagues')}
            </LinkButton>
          </div>
          {known.enrolments.length === 0 && (
            <EmptyState icon={users} title={t('teach.people-empty')}>
              {t('teach.people-empty-text')}
            </EmptyState>
          )}
          {known.enrolments.length > 0 && (
            <>
              <TextField
                label={t('teach.people-search')}
                type="search"
                icon={searchIcon}
                value={text}
                onChange={({ target }) => setText(target.value)}
              />
              {groups.length > 0 && (
                <ChipRow label={t('roster.groups')}>
                  {[...groups, ''].map((each) => (
                    <Chip key={each} isOn={group === each} onChange={(isOn) => setGroup(isOn ? each : null)}>
                      {each === '' ? t('roster.no-group') : each}
                    </Chip>
                  ))}
                </ChipRow>
              )}
              <div className={forms['actions']}>
                {chosen === null ? (
                  inCourse.length > 0 && (
                    <Button onClick={() => setChosen(new Set())}>{t('roster.choose-people')}</Button>
                  )
                ) : (
                  <Button onClick={() => setChosen(new Set(inCourse.map(({ personId }) => personId)))}>
                    {t('roster.choose-all', { count: inCourse.length })}
                  </Button>
                )}
                <Button icon={download} onClick={() => void save()}>
                  {t('teach.save-csv')}
                </Button>
              </div>
              {found.length === 0 && <p role="status">{t('roster.nobody-found')}</p>}
              {standings.map((standing) => {
                const some = found.filter((enrolment) => standingOf(enrolment) === standing)
                return some.length === 0 ? null : (
                  <Section key={standing} title={t(`teach.standing-${standing}`, { count: some.length })}>
                    <CardList>
                      {some.slice(0, shown).map((enrolment) => (
                        <ListRow
                          key={enrolment.id}
                          start={
                            chosen === null || standing !== 'in' ? undefined : (
                              <span className={styles['choice']}>
                                <input
                                  type="checkbox"
                                  aria-label={t('roster.choose', { name: enrolment.personName ?? '' })}
                                  checked={chosen.has(enrolment.personId)}
                                  onChange={({ target }) => choose(enrolment.personId, target.checked)}
                                />
                              </span>
                            )
                          }
                          title={enrolment.personName ?? ''}
                          sub={sub(enrolment)}
                          end={
                            chosen === null && (
                              <Button onClick={() => setOpenId(enrolment.id)}>
                                {t('teach.manage', { name: enrolment.personName ?? '' })}
                              </Button>
                            )
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
              {chosen !== null && (
                <ChosenPeople
                  courseId={courseId}
                  enrolments={known.enrolments.filter(({ personId }) => chosen.has(personId))}
                  groups={groups}
                  onClose={() => setChosen(null)}
                />
              )}
            </>
          )}
        </div>
      )}
      <PersonSheet
        key={openId ?? ''}
        enrolment={known?.enrolments.find(({ id }) => id === openId)}
        units={known?.units ?? []}
        groups={groups}
        onClose={() => setOpenId(null)}
      />
    </>
  )
}
