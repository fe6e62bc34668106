import { useEffect, useState, type ReactNode } from 'react'
import { shapes as hand } from 'virtual:icon/hand'
import { shapes as smartphone } from 'virtual:icon/smartphone'
import { useLocation, useParams } from 'wouter'
import { addresses } from '#app/addresses.ts'
import { useServices } from '#app/app-context.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useCurrent, useObservable } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import forms from '#parts/form.module.css'
import { useAsked } from '#parts/use-asked.ts'
import { Banner } from '#ui/banner.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { PageHeader } from '#ui/page-header.tsx'

/** What an invitation's link opens: whose course it is, and the way into it, with a network or without. */
export const JoinScreen = (): ReactNode => {
  const { t, tOf } = useMessages()
  const { courseId, code } = useParams<'/join/:courseId/:code'>()
  const { session, invitation } = useServices()
  const person = useCurrent(session.current$)
  const { answer } = useAsked(() => invitation(code))
  const notice = answer?.ok === true && answer.value.courseId === courseId ? answer.value : undefined
  const isUnknown =
    answer !== undefined && notice === undefined && (answer.ok || answer.messageId === 'error.not-found')
  const problem = isUnknown ? t('join.unknown') : notice?.problem && tOf(`error.${notice.problem}`)
  const back = `?to=${encodeURIComponent(addresses.join(courseId, code))}`
  return (
    <>
      <PageHeader title={notice === undefined ? t('join.title') : t('join.title-of', { course: notice.title })} />
      <div className={forms['form']}>
        {notice !== undefined && <p>{t('join.invited', { course: notice.title, name: notice.instructorName })}</p>}
        {answer?.ok === false && !isUnknown && (
          <Banner icon={smartphone} title={tOf(answer.messageId)}>
            {person === null ? t('join.offline-door') : t('join.offline')}
          </Banner>
        )}
        {problem !== undefined && (
          <Banner tone="needs-you" icon={hand} title={t('join.not-valid')}>
            {problem}
          </Banner>
        )}
        {person === null && problem === undefined && (
          <>
            <p>{t('join.first')}</p>
            <div className={forms['actions']}>
              <LinkButton kind="primary" href={addresses.signUp + back}>
                {t('join.sign-up')}
              </LinkButton>
              <LinkButton href={addresses.signIn + back}>{t('join.sign-in')}</LinkButton>
            </div>
          </>
        )}
        {person !== null && person !== undefined && (
          <Wish courseId={courseId} code={code} canJoin={problem === undefined} name={person.name} />
        )}
      </div>
    </>
  )
}

/** Of somebody who is signed in: the wish, and where it is. */
const Wish = ({
  courseId,
  code,
  canJoin,
  name,
}: {
  readonly courseId: string
  readonly code: string
  readonly canJoin: boolean
  readonly name: string
}): ReactNode => {
  const { t, tOf } = useMessages()
  const learning = useLearning()
  const [, navigate] = useLocation()
  const isOnline = useCurrent(useServices().connectivity.isOnline$) ?? true
  const enrolment = useObservable(() => learning.enrolment(courseId), [learning, courseId])
  const [isWished, setWished] = useState(false)
  const isIn = enrolment?.status === 'active' || enrolment?.status === 'completed'
  useEffect(() => {
    if (isIn && isWished) navigate(addresses.course(courseId), { replace: true })
  }, [isIn, isWished, courseId, navigate])
  const isMine = enrolment?.wish === 'enrolled' && enrolment.invitation === code
  if (enrolment === undefined) return null
  if (isIn && enrolment?.wish === 'enrolled')
    return (
      <>
        <p>{t('join.in-already', { name })}</p>
        <div className={forms['actions']}>
          <LinkButton kind="primary" href={addresses.course(courseId)}>
            {t('join.to-course')}
          </LinkButton>
        </div>
      </>
    )
  return (
    <>
      {isMine && enrolment?.status === 'requested' && (
        <Banner icon={smartphone} title={t(isOnline ? 'join.waiting' : 'join.waiting-offline')}>
          {t('join.waiting-text')}
        </Banner>
      )}
      {isMine && enrolment?.status === 'refused' && (
        <Banner tone="needs-you" icon={hand} title={t('join.refused')}>
          {tOf(`error.${enrolment.reason ?? 'invitation-needed'}`)}
        </Banner>
      )}
      {enrolment?.status === 'removed' && (
        <Banner tone="needs-you" icon={hand} title={t('join.refused')}>
          {t('join.removed')}
        </Banner>
      )}
      {canJoin && !(isMine && enrolment?.status === 'requested') && enrolment?.status !== 'removed' && (
        <div className={forms['actions']}>
          <Button
            kind="primary"
            onClick={() => {
              setWished(true)
              void learning.enrol(courseId, code)
            }}
          >
            {t('join.join', { name })}
          </Button>
        </div>
      )}
    </>
  )
}
