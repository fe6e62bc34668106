import { useState, type ReactNode } from 'react'
import { shapes as alert } from 'virtual:icon/circle-alert'
import { useParams } from 'wouter'
import type { Colleague } from '@edutrack/shared-schema/protocol/roster'
import { addresses } from '#app/addresses.ts'
import type { Outcome } from '#app/services.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useObservable } from '#app/use-observable.ts'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import forms from '#parts/form.module.css'
import { ListRow } from '#parts/list-row.tsx'
import { NotTaught } from '#parts/not-taught.tsx'
import { Section } from '#parts/section.tsx'
import { useAsked } from '#parts/use-asked.ts'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { CardList } from '#ui/card.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { ScreenSkeleton } from '#ui/skeleton.tsx'
import { TextField } from '#ui/text-field.tsx'
import { useToast } from '#ui/toast.tsx'

/** Who teaches the course: its instructor, and the colleagues that they have added. */
export const ColleaguesScreen = (): ReactNode => {
  const { t, tOf } = useMessages()
  const { courseId } = useParams<'/teach/:courseId/colleagues'>()
  const { roster, course: courseOf } = useTeaching()
  const learning = useLearning()
  const toast = useToast()
  const course = useObservable(() => courseOf(courseId), [courseOf, courseId])
  const { answer, again } = useAsked(() => roster.colleagues(courseId))
  const [email, setEmail] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [leaving, setLeaving] = useState<Colleague | null>(null)
  if (course === null) return <NotTaught back={{ href: addresses.teach, label: t('nav.teach') }} />
  const mine = learning.personId
  const people = answer?.ok === true ? answer.value : []
  const isInCharge = course?.document.instructorId === mine
  /** Resolves to whether it is done. */
  const change = async (asked: () => Promise<Outcome>): Promise<boolean> => {
    if (isBusy) return false
    setBusy(true)
    setProblem(null)
    const outcome = await asked()
    setBusy(false)
    if (!outcome.ok) setProblem(outcome.messageId)
    else await again()
    return outcome.ok
  }
  const add = async (): Promise<void> => {
    const address = email.trim()
    if (address !== '' && (await change(() => roster.addColleague(courseId, address)))) setEmail('')
  }
  const remove = async ({ personId, name, email: address }: Colleague): Promise<void> => {
    if (!(await change(() => roster.removeColleague(courseId, personId)))) return
    setLeaving(null)
    toast({
      text: t('roster.colleague-removed', { name }),
      ...(isInCharge
        ? {
            undo: {
              label: t('teach.undo'),
              run: () => void change(() => roster.addColleague(courseId, address)),
            },
          }
        : {}),
    })
  }
  return (
    <>
      <PageHeader
        title={t('roster.colleagues')}
        back={{ href: addresses.teachPeople(courseId), label: t('teach.people') }}
      />
      <div className={forms['form']}>
        <p>{t('roster.colleagues-text')}</p>
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
        {people.length > 0 && (
          <CardList>
            {people.map((one) => (
              <ListRow
                key={one.personId}
                title={one.name}
                sub={[t(one.isInstructor ? 'roster.in-charge' : 'roster.colleague'), one.email].join(' · ')}
                end={
                  !one.isInstructor &&
                  (isInCharge || one.personId === mine) && (
                    <Button onClick={() => setLeaving(one)}>
                      {one.personId === mine ? t('roster.leave') : t('roster.remove', { name: one.name })}
                    </Button>
                  )
                }
              />
            ))}
          </CardList>
        )}
        {answer?.ok === true && isInCharge && (
          <Section title={t('roster.add-colleague')}>
            <form
              className={forms['form']}
              onSubmit={(event) => {
                event.preventDefault()
                void add()
              }}
            >
              <TextField
                label={t('roster.colleague-email')}
                hint={t('roster.colleague-email-hint')}
                type="email"
                value={email}
                maxLength={320}
                autoComplete="off"
                error={problem === null || leaving !== null ? undefined : tOf(problem)}
                onChange={({ target }) => setEmail(target.value)}
              />
              <div className={forms['actions']}>
                <Button kind="primary" type="submit" isBusy={isBusy}>
                  {t('roster.add')}
                </Button>
              </div>
            </form>
          </Section>
        )}
        {answer?.ok === true && !isInCharge && <p className={forms['soft']}>{t('roster.not-in-charge')}</p>}
      </div>
      <Sheet
        isOpen={leaving !== null}
        onClose={() => setLeaving(null)}
        title={t(leaving?.personId === mine ? 'roster.leave-title' : 'roster.remove-title', {
          name: leaving?.name ?? '',
        })}
        closeLabel={t('action.close')}
        footer={
          <div className={forms['actions']}>
            <Button kind="danger" isBusy={isBusy} onClick={() => leaving !== null && void remove(leaving)}>
              {t('roster.remove-sure')}
            </Button>
          </div>
        }
      >
        <p>{t('roster.remove-text')}</p>
        {problem !== null && <p role="alert">{tOf(problem)}</p>}
      </Sheet>
    </>
  )
}
