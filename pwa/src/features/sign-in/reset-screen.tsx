import { useState, type ReactNode } from 'react'
import { shapes as linkOff } from 'virtual:icon/unlink'
import { shapes as shieldCheck } from 'virtual:icon/shield-check'
import { useSearch } from 'wouter'
import { addresses } from '#app/addresses.ts'
import { useServices } from '#app/app-context.ts'
import { useMessages } from '#i18n/messages.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { DoorProblem } from './door-problem.tsx'
import styles from './door.module.css'
import { MIN_PASSWORD, PasswordField } from './password-field.tsx'
import { useDoorForm } from './use-door-form.ts'

/** Where the letter's link leads: a new password. */
export const ResetScreen = (): ReactNode => {
  const { t } = useMessages()
  const { session } = useServices()
  const parameters = new URLSearchParams(useSearch())
  const token = parameters.get('token')
  const [password, setPassword] = useState('')
  const [isDone, setDone] = useState(false)
  const { problem, isBusy, submit } = useDoorForm()
  if (isDone)
    return (
      <>
        <PageHeader title={t('reset.title')} />
        <div role="status">
          <EmptyState
            icon={shieldCheck}
            title={t('reset.done-title')}
            action={
              <LinkButton kind="primary" href={addresses.signIn} replace>
                {t('sign-in.submit')}
              </LinkButton>
            }
          >
            {t('reset.done-text')}
          </EmptyState>
        </div>
      </>
    )
  if (token === null || parameters.has('error') || problem?.messageId === 'error.link-expired')
    return (
      <>
        <PageHeader title={t('reset.title')} />
        <EmptyState
          icon={linkOff}
          title={t('reset.expired-title')}
          action={
            <LinkButton kind="primary" href={addresses.forgot}>
              {t('reset.ask-again')}
            </LinkButton>
          }
        >
          {t('error.link-expired')}
        </EmptyState>
      </>
    )
  return (
    <>
      <PageHeader title={t('reset.title')} />
      <p className={styles['lead']}>{t('reset.text')}</p>
      <form
        className={styles['form']}
        onSubmit={submit(async () => {
          const outcome = await session.resetPassword({ token, password })
          if (outcome.ok) setDone(true)
          return outcome
        })}
      >
        <DoorProblem problem={problem} />
        <PasswordField
          label={t('reset.password')}
          hint={t('sign-up.password-hint')}
          autoComplete="new-password"
          minLength={MIN_PASSWORD}
          value={password}
          onChange={setPassword}
        />
        <Button kind="primary" type="submit" isWide isBusy={isBusy}>
          {t('reset.submit')}
        </Button>
      </form>
    </>
  )
}
