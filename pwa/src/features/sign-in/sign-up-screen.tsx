import { useState, type ReactNode } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import { addressAfter, addresses } from '#app/addresses.ts'
import { useServices } from '#app/app-context.ts'
import { useMessages } from '#i18n/messages.tsx'
import { Button } from '#ui/button.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { TextField } from '#ui/text-field.tsx'
import { DoorPicture } from './door-picture.tsx'
import { DoorProblem } from './door-problem.tsx'
import styles from './door.module.css'
import { MIN_PASSWORD, PasswordField } from './password-field.tsx'
import { useDoorForm } from './use-door-form.ts'

/** A new account at the school. */
export const SignUpScreen = (): ReactNode => {
  const { t } = useMessages()
  const { session } = useServices()
  const search = useSearch()
  const [, navigate] = useLocation()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const { problem, isBusy, submit } = useDoorForm()
  return (
    <>
      <DoorPicture />
      <PageHeader title={t('sign-up.title')} />
      <p className={styles['lead']}>{t('sign-up.text')}</p>
      <form
        className={styles['form']}
        onSubmit={submit(async () => {
          const outcome = await session.signUp({ name: name.trim(), email: email.trim(), password })
          if (outcome.ok) navigate(addressAfter(search), { replace: true })
          return outcome
        })}
      >
        <DoorProblem problem={problem} />
        <TextField
          label={t('sign-up.name')}
          hint={t('sign-up.name-hint')}
          name="name"
          autoComplete="name"
          required
          maxLength={120}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
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
          hint={t('sign-up.password-hint')}
          autoComplete="new-password"
          minLength={MIN_PASSWORD}
          value={password}
          onChange={setPassword}
        />
        <Button kind="primary" type="submit" isWide isBusy={isBusy}>
          {t('sign-up.submit')}
        </Button>
      </form>
      <p className={styles['other']}>
        {t('sign-up.has-account')}{' '}
        <Link href={addresses.signIn + (search === '' ? '' : `?${search}`)}>{t('sign-in.submit')}</Link>
      </p>
    </>
  )
}
