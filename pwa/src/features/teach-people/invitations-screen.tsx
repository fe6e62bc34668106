import { useState, type ReactNode } from 'react'
import { shapes as alert } from 'virtual:icon/circle-alert'
import { shapes as linkIcon } from 'virtual:icon/link'
import { useParams } from 'wouter'
import type { Invitation, NewInvitation } from '@edutrack/shared-schema/protocol/roster'
import { addresses } from '#app/addresses.ts'
import { useNow } from '#app/app-context.ts'
import { useObservable } from '#app/use-observable.ts'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import { DateField } from '#parts/date-field.tsx'
import forms from '#parts/form.module.css'
import { ListRow } from '#parts/list-row.tsx'
import { NotTaught } from '#parts/not-taught.tsx'
import { NumberField } from '#parts/number-field.tsx'
import { Section } from '#parts/section.tsx'
import { useAsked } from '#parts/use-asked.ts'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { CardList } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { ScreenSkeleton } from '#ui/skeleton.tsx'
import { TextField } from '#ui/text-field.tsx'
import { useToast } from '#ui/toast.tsx'
import { linkState } from './link-state.ts'
import styles from './teach-people.module.css'

/** Links that let people into the course: made, copied, counted, revoked. */
export const InvitationsScreen = (): ReactNode => {
  const { t, tOf, moment, number } = useMessages()
  const { courseId } = useParams<'/teach/:courseId/invitations'>()
  const { roster, course: courseOf } = useTeaching()
  const now = useNow()
  const toast = useToast()
  const course = useObservable(() => courseOf(courseId), [courseOf, courseId])
  const { answer, again } = useAsked(() => roster.invitations(courseId))
  const [wanted, setWanted] = useState<NewInvitation>({})
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  if (course === null) return <NotTaught back={{ href: addresses.teach, label: t('nav.teach') }} />
  const linkOf = ({ code }: Invitation): string => new URL(addresses.join(courseId, code), document.baseURI).href
  const copy = async (invitation: Invitation): Promise<void> => {
    try {
      await navigator.clipboard.writeText(linkOf(invitation))
      toast({ text: t('roster.link-copied') })
    } catch {
      // The browser keeps the clipboard to itself: the link stands beside, to be marked.
      toast({ text: t('roster.link-not-copied') })
    }
  }
  const make = async (): Promise<void> => {
    if (isBusy) return
    setBusy(true)
    setProblem(null)
    const { label = '', group = '', ...bounds } = wanted
    const made = await roster.invite(courseId, {
      ...bounds,
      ...(label.trim() === '' ? {} : { label: label.trim() }),
      ...(group.trim() === '' ? {} : { group: group.trim() }),
    })
    setBusy(false)
    if (!made.ok) return setProblem(made.messageId)
    setWanted({})
    await again()
    return copy(made.value)
  }
  const revoke = async ({ code }: Invitation): Promise<void> => {
    const outcome = await roster.revoke(courseId, code)
    if (!outcome.ok) return setProblem(outcome.messageId)
    toast({ text: t('roster.link-revoked') })
    return again()
  }
  const facts = (invitation: Invitation): string =>
    [
      t(`roster.link-is-${linkState(invitation, now)}`),
      invitation.capacity === undefined
        ? t('roster.link-used', { count: invitation.used })
        : t('roster.link-used-of', { used: number(invitation.used), capacity: number(invitation.capacity) }),
      ...(invitation.expiresAt === undefined
        ? []
        : [t('roster.link-until', { time: moment(invitation.expiresAt, now) })]),
      ...(invitation.group === undefined ? [] : [t('roster.link-group', { group: invitation.group })]),
    ].join(' · ')
  return (
    <>
      <PageHeader
        title={t('roster.invitations')}
        back={{ href: addresses.teachPeople(courseId), label: t('teach.people') }}
      />
      <div className={forms['form']}>
        <p>{t('roster.invitations-text')}</p>
        {course?.document.enrolment.mode === 'closed' && <Banner icon={alert}>{t('roster.link-closed')}</Banner>}
        {course?.document.status === 'draft' && <Banner icon={alert}>{t('roster.link-draft')}</Banner>}
        <Section title={t('roster.new-link')}>
          <form
            className={forms['form']}
            onSubmit={(event) => {
              event.preventDefault()
              void make()
            }}
          >
            <div className={forms['fields']}>
              <TextField
                label={t('roster.link-label')}
                hint={t('roster.link-label-hint')}
                value={wanted.label ?? ''}
                maxLength={120}
                onChange={({ target }) => setWanted({ ...wanted, label: target.value })}
              />
              <DateField
                label={t('roster.link-expires')}
                value={wanted.expiresAt}
                onChange={(expiresAt) =>
                  setWanted(({ expiresAt: _before, ...rest }) =>
                    expiresAt === undefined ? rest : { ...rest, expiresAt },
                  )
                }
              />
              <NumberField
                label={t('roster.link-capacity')}
                hint={t('teach.none-hint')}
                value={wanted.capacity}
                min={1}
                max={100_000}
                isWhole
                onChange={(capacity) =>
                  setWanted(({ capacity: _before, ...rest }) => (capacity === undefined ? rest : { ...rest, capacity }))
                }
              />
              <TextField
                label={t('teach.group')}
                hint={t('roster.link-group-hint')}
                value={wanted.group ?? ''}
                maxLength={80}
                autoComplete="off"
                onChange={({ target }) => setWanted({ ...wanted, group: target.value })}
              />
            </div>
            <div className={forms['actions']}>
              <Button kind="primary" type="submit" icon={linkIcon} isBusy={isBusy}>
                {t('roster.make-link')}
              </Button>
            </div>
            {problem !== null && <p role="alert">{tOf(problem)}</p>}
          </form>
        </Section>
        {answer === undefined && <ScreenSkeleton label={t('app.loading')} />}
        {answer?.ok === false && (
          <Banner
            icon={alert}
            title={tOf(answer.messageId)}
            action={<Button onClick={() => void again()}>{t('action.retry')}</Button>}
          >
            {t('roster.needs-network')}
          </Banner>
        )}
        {answer?.ok === true && answer.value.length === 0 && (
          <EmptyState icon={linkIcon} title={t('roster.no-links')}>
            {t('roster.no-links-text')}
          </EmptyState>
        )}
        {answer?.ok === true && answer.value.length > 0 && (
          <CardList>
            {answer.value.map((invitation) => (
              <ListRow
                key={invitation.code}
                title={invitation.label ?? linkOf(invitation)}
                sub={
                  <>
                    {facts(invitation)}
                    {invitation.label !== undefined && <bdi className={styles['link']}>{linkOf(invitation)}</bdi>}
                  </>
                }
                end={
                  linkState(invitation, now) !== 'revoked' && (
                    <span className={forms['actions']}>
                      <Button
                        aria-label={t('roster.copy-link-of', { name: invitation.label ?? invitation.code })}
                        onClick={() => void copy(invitation)}
                      >
                        {t('roster.copy-link')}
                      </Button>
                      <Button
                        aria-label={t('roster.revoke-of', { name: invitation.label ?? invitation.code })}
                        onClick={() => void revoke(invitation)}
                      >
                        {t('roster.revoke')}
                      </Button>
                    </span>
                  )
                }
              />
            ))}
          </CardList>
        )}
      </div>
    </>
  )
}
