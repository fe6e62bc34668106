import { useState, type ReactNode } from 'react'
import { shapes as mail } from 'virtual:icon/mail'
import { addresses } from '#app/addresses.ts'
import { useServices } from '#app/app-context.ts'
import { useMessages } from '#i18n/messages.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { TextField } from '#ui/text-field.tsx'
import { DoorProblem } from './door-problem.tsx'
import styles from './door.module.css'
import { useDoorForm } from './use-door-form.ts'

/** Asking for a letter with a link to a new password. Whether there is such an account is told to the letter box alone. */
export const ForgotScreen = (): ReactNode => {
  const { t } = useMessages()
  const { session } = useServices()
  const [email, setEmail] = useState('')
  const [isSent, setSent] = useState(false)
  const { problem, isBusy, submit } = useDoorForm()
  const back = { href: addresses.signIn, label: t('sign-in.submit') }
  return (
    <>
      <PageHeader title={t('forgot.title')} back={back} />
      {isSent ? (
        <div role="status">
          <EmptyState
            icon={mail}
            title={t('forgot.sent-title')}
            action={<LinkButton href={addresses.signIn}>{t('forgot.back')}</LinkButton>}
          >
            {t('forgot.sent-text', { email: email.trim() })}
          </EmptyState>
        </div>
      ) : (
        <>
          <p className={styles['lead']}>{t('forgot.text')}</p>
          <form
            className={styles['form']}
            onSubmit={submit(async () => {
              const outcome = await session.requestPasswordReset(email.trim())
              if (outcome.ok) setSent(true)
              return outcome
            })}
          >
            <DoorProblem problem={problem} />
            <TextField
              label={t('sign-in.email')}
              type="email"
              name="email"
              autoComplete="username"
              required
              value={email}
              onChange={({ target }) => setEmail(target.value)}
            />
            <Button kind="primary" type="submit" isWide isBusy={isBusy}>
              {t('forgot.submit')}
            </Button>
          </form>
        </>
      )}
    </>
  )
}
