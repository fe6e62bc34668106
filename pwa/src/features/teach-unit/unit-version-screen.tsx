import { useState, type ReactNode } from 'react'
import { combineLatest } from 'rxjs'
import { shapes as cloudOff } from 'virtual:icon/cloud-off'
import { useParams } from 'wouter'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import { addresses } from '#app/addresses.ts'
import { useNow } from '#app/app-context.ts'
import type { EditedUnit } from '#app/teaching.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useObservable } from '#app/use-observable.ts'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import { NotTaught } from '#parts/not-taught.tsx'
import { TeachMediaProvider } from '#parts/teach-media-provider.tsx'
import { useAsked } from '#parts/use-asked.ts'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { ScreenSkeleton } from '#ui/skeleton.tsx'
import { VersionView } from './version-view.tsx'
import { authorOf, changesOf } from './version-words.ts'

/** One earlier version of a part: how it looked, what has changed since, and the way back to it. */
export const UnitVersionScreen = (): ReactNode => {
  const { t } = useMessages()
  const { courseId, unitId, version } = useParams<'/teach/:courseId/units/:unitId/history/:version'>()
  const teaching = useTeaching()
  const learning = useLearning()
  const known = useObservable(
    () => combineLatest({ course: learning.course(courseId), edited: teaching.unit(unitId) }),
    [learning, teaching, courseId, unitId],
  )
  const back = { href: addresses.teachHistory(courseId, unitId), label: t('history.title') }
  if (known !== undefined && (known.course === null || known.edited === null)) return <NotTaught back={back} />
  if (known === undefined || known.course === null || known.edited === null)
    return (
      <>
        <PageHeader title="" windowTitle={t('history.title')} back={back} />
        <ScreenSkeleton label={t('app.loading')} />
      </>
    )
  const { course, edited } = known
  return (
    <TeachMediaProvider key={`${unitId}/${version}`} courseId={courseId}>
      {version === 'received' ? (
        <ReceivedVersion course={course} edited={edited} back={back} />
      ) : (
        <KeptVersion course={course} edited={edited} number={Number(version)} back={back} />
      )}
    </TeachMediaProvider>
  )
}

interface OfVersion {
  readonly course: Course
  readonly edited: EditedUnit
  readonly back: { readonly href: string; readonly label: string }
}

/** What the school sent last, while what is here is unsent: it is on this device. */
const ReceivedVersion = ({ course, edited, back }: OfVersion): ReactNode => {
  const { t } = useMessages()
  // Once all is sent, it is the present one; what is looked at stays.
  const [received] = useState(edited.received)
  if (received === undefined) return <NotTaught back={back} />
  return (
    <>
      <PageHeader title={t('history.received')} back={back} />
      <VersionView
        course={course}
        edited={edited}
        content={received}
        missingNames={new Map()}
        facts={t('history.received-text')}
      />
    </>
  )
}

const KeptVersion = ({ course, edited, back, number }: OfVersion & { readonly number: number }): ReactNode => {
  const messages = useMessages()
  const { t, tOf, moment } = messages
  const now = useNow()
  const { history } = useTeaching()
  const { document: unit } = edited
  const { answer, again } = useAsked(() => history.version(unit.id, number))
  if (answer?.ok === false && answer.messageId === 'error.not-found') return <NotTaught back={back} />
  if (answer?.ok !== true)
    return (
      <>
        <PageHeader title="" windowTitle={t('history.title')} back={back} />
        {answer === undefined ? (
          <ScreenSkeleton label={t('app.loading')} />
        ) : (
          <Banner
            icon={cloudOff}
            title={tOf(answer.messageId)}
            action={<Button onClick={() => void again()}>{t('action.retry')}</Button>}
          >
            {t('history.needs-network')}
          </Banner>
        )}
      </>
    )
  const { version, content, missingFiles } = answer.value
  return (
    <>
      <PageHeader title={moment(version.at, now)} back={back} />
      <VersionView
        course={course}
        edited={edited}
        content={content}
        missingNames={new Map(missingFiles.flatMap(({ id, name }) => (name === undefined ? [] : [[id, name]])))}
        facts={[authorOf(version, messages), ...changesOf(version, unit.kind, messages)].join(' · ')}
      />
    </>
  )
}
