import { useEffect, useRef, type ReactNode } from 'react'
import { combineLatest } from 'rxjs'
import { shapes as cloudOff } from 'virtual:icon/cloud-off'
import { shapes as hand } from 'virtual:icon/hand'
import { shapes as historyIcon } from 'virtual:icon/history'
import { shapes as smartphone } from 'virtual:icon/smartphone'
import { useParams } from 'wouter'
import { addresses } from '#app/addresses.ts'
import { useNow, useServices } from '#app/app-context.ts'
import type { EditedUnit } from '#app/teaching.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useCurrent, useObservable } from '#app/use-observable.ts'
import { useTeaching } from '#app/use-teaching.ts'
import type { UnitVersion } from '#app/unit-history.ts'
import { useMessages } from '#i18n/messages.tsx'
import forms from '#parts/form.module.css'
import { ListRow } from '#parts/list-row.tsx'
import { NotTaught } from '#parts/not-taught.tsx'
import { Section } from '#parts/section.tsx'
import { useAsked } from '#parts/use-asked.ts'
import { Banner } from '#ui/banner.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { CardList } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { ScreenSkeleton } from '#ui/skeleton.tsx'
import { authorOf, changesOf } from './version-words.ts'

/** What a part of a course was before: who changed it when, and how much. */
export const UnitHistoryScreen = (): ReactNode => {
  const { t } = useMessages()
  const { courseId, unitId } = useParams<'/teach/:courseId/units/:unitId/history'>()
  const teaching = useTeaching()
  const learning = useLearning()
  const known = useObservable(
    () => combineLatest({ course: learning.course(courseId), edited: teaching.unit(unitId) }),
    [learning, teaching, courseId, unitId],
  )
  if (known !== undefined && (known.course === null || known.edited === null))
    return <NotTaught back={{ href: addresses.teachCourse(courseId), label: known.course?.title ?? t('nav.teach') }} />
  const edited = known?.edited ?? undefined
  const title = edited?.document.title ?? t('nav.teach')
  return (
    <>
      <PageHeader title={t('history.title')} back={{ href: addresses.teachUnit(courseId, unitId), label: title }} />
      {edited === undefined ? (
        <ScreenSkeleton label={t('app.loading')} />
      ) : (
        <Versions key={unitId} courseId={courseId} edited={edited} />
      )}
    </>
  )
}

const Versions = ({ courseId, edited }: { readonly courseId: string; readonly edited: EditedUnit }): ReactNode => {
  const { t, tOf } = useMessages()
  const { history } = useTeaching()
  const { connectivity } = useServices()
  const isOnline = useCurrent(connectivity.isOnline$) ?? true
  const { document: unit, isUnsent, theirs } = edited
  const { answer, again } = useAsked(() => history.versions(unit.id))
  useAgainWhen(isOnline && !isUnsent, again)
  return (
    <div className={forms['form']}>
      <p className={forms['soft']}>{t('history.text')}</p>
      {theirs !== undefined && (
        <Banner
          tone="needs-you"
          icon={hand}
          title={t('teach.clash-title')}
          action={<LinkButton href={addresses.teachUnit(courseId, unit.id)}>{t('history.to-clash')}</LinkButton>}
        >
          {t('history.clash-text')}
        </Banner>
      )}
      {answer?.ok === false && (
        <Banner
          icon={cloudOff}
          title={tOf(answer.messageId)}
          action={<Button onClick={() => void again()}>{t('action.retry')}</Button>}
        >
          {t('history.needs-network')}
        </Banner>
      )}
      {(isUnsent || answer?.ok === false) && <OnThisDevice courseId={courseId} edited={edited} />}
      {answer === undefined && <ScreenSkeleton label={t('app.loading')} />}
      {answer?.ok === true && answer.value.length === 0 && (
        <EmptyState icon={historyIcon} title={t('history.empty')}>
          {t('history.empty-text')}
        </EmptyState>
      )}
      {answer?.ok === true && answer.value.length > 0 && (
        <Section title={t('history.versions')}>
          <CardList>
            {answer.value.map((version, index) => (
              <VersionRow
                key={version.number}
                courseId={courseId}
                edited={edited}
                version={version}
                isPresent={index === 0 && version.isNow}
                all={answer.value}
              />
            ))}
          </CardList>
        </Section>
      )}
    </div>
  )
}

const VersionRow = ({
  courseId,
  edited: { document: unit },
  version,
  isPresent,
  all,
}: {
  readonly courseId: string
  readonly edited: EditedUnit
  readonly version: UnitVersion
  readonly isPresent: boolean
  readonly all: readonly UnitVersion[]
}): ReactNode => {
  const messages = useMessages()
  const { t, moment } = messages
  const now = useNow()
  const same = all.find(({ number }) => number === version.sameAs)
  return (
    <ListRow
      href={addresses.teachVersion(courseId, unit.id, version.number)}
      title={moment(version.at, now)}
      sub={[
        authorOf(version, messages),
        ...(same === undefined
          ? changesOf(version, unit.kind, messages)
          : [t('history.back-to', { time: moment(same.at, now) })]),
      ].join(' · ')}
      {...(isPresent ? { end: <span className={forms['soft']}>{t('history.now')}</span> } : {})}
    />
  )
}

/** What there is without the school: the present state, and the one that the school sent last. */
const OnThisDevice = ({ courseId, edited }: { readonly courseId: string; readonly edited: EditedUnit }): ReactNode => {
  const { t, moment } = useMessages()
  const now = useNow()
  const { document: unit, isUnsent, received } = edited
  return (
    <Section title={t('history.here')}>
      <CardList>
        <ListRow
          icon={smartphone}
          href={addresses.teachUnit(courseId, unit.id)}
          title={t('history.here-now')}
          sub={t(isUnsent ? 'history.here-unsent' : 'history.here-sent', { time: moment(unit.updatedAt, now) })}
        />
        {received !== undefined && (
          <ListRow
            icon={historyIcon}
            href={addresses.teachVersion(courseId, unit.id, 'received')}
            title={t('history.received')}
            sub={t('history.received-text')}
          />
        )}
      </CardList>
    </Section>
  )
}

/** Asks once more each time that something has come about since the first look. */
const useAgainWhen = (isSo: boolean, again: () => Promise<void>): void => {
  const before = useRef(isSo)
  useEffect(() => {
    if (isSo && !before.current) void again()
    before.current = isSo
  }, [isSo, again])
}
