import { useState, type ReactNode } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import { addressAfter, addresses } from '#app/addresses.ts'
import { useServices } from '#app/app-context.ts'
import { useCurrent } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import { Button } from '#ui/button.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { TextField } from '#ui/text-field.tsx'
import styles from './door.module.css'
import { PasswordField } from './password-field.tsx'
import { useDoorForm } from './use-door-form.ts'
import { DoorPicture } from './door-picture.tsx'
import { DoorProblem } from './door-problem.tsx'

/** Signing in, the first time here or again after the session has ended. */
export const SignInScreen = (): ReactNode => {
  const { t } = useMessages()
  const { session } = useServices()
  const known = useCurrent(session.current$)
  const search = useSearch()
  const [, navigate] = useLocation()
  const [email, setEmail] = useState(known?.email ?? '')
  const [password, setPassword] = useState('')
  const { problem, isBusy, submit } = useDoorForm()
  const isAgain = known?.isExpired === true
  return (
    <>
      <DoorPicture />
      <PageHeader title={t(isAgain ? 'sign-in.again-title' : 'sign-in.title')} />
      <p className={styles['lead']}>{isAgain ? t('sign-in.again-text', { name: known.name }) : t('sign-in.text')}</p>
      <form
        className={styles['form']}
        onSubmit={submit(async () => {
          const outcome = await session.signIn({ email: email.trim(), password })
          if (outcome.ok) navigate(addressAfter(search), { replace: true })
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
        <PasswordField
          label={t('sign-in.password')}
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
        <Button kind="primary" type="submit" isWide isBusy={isBusy}>
          {t('sign-in.submit')}
        </Button>
        <Link href={addresses.forgot} className={styles['aside']}>
          {t('sign-in.forgot')}
        </Link>
      </form>
      {!isAgain && (
        <p className={styles['other']}>
          {t('sign-in.no-account')}{' '}
          <Link href={addresses.signUp + (search === '' ? '' : `?${search}`)}>{t('sign-in.sign-up')}</Link>
        </p>
      )}
    </>
  )
}
