import { useState, type ReactNode } from 'react'
import { shapes as medal } from 'virtual:icon/medal'
import { shapes as download } from 'virtual:icon/circle-arrow-down'
import { shapes as notesIcon } from 'virtual:icon/notebook-pen'
import { shapes as pencil } from 'virtual:icon/pencil-line'
import { shapes as send } from 'virtual:icon/send'
import type { Settings } from '@edutrack/shared-schema/collections/people'
import { addresses } from '#app/addresses.ts'
import { useServices } from '#app/app-context.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useCurrent, useObservable } from '#app/use-observable.ts'
import { languages } from '#i18n/catalogues.ts'
import { useMessages } from '#i18n/messages.tsx'
import { AppStored } from '#parts/app-stored.tsx'
import { ListRow } from '#parts/list-row.tsx'
import { Section } from '#parts/section.tsx'
import { IconButton } from '#ui/button.tsx'
import { Card, CardList } from '#ui/card.tsx'
import { Switch } from '#ui/checkbox.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { ScreenSkeleton } from '#ui/skeleton.tsx'
import { Select } from '#ui/select.tsx'
import { KeptHere } from './kept-here.tsx'
import styles from './me.module.css'
import { NameForm } from './name-form.tsx'
import { Notifications } from './notifications.tsx'
import { Places } from './places.tsx'
import { SignOut } from './sign-out.tsx'
import { TextSize } from './text-size.tsx'
import { ThemeChoice } from './theme-choice.tsx'
import { useSettings } from './use-settings.ts'

const noSettings: Settings = {}
const noNotify: NonNullable<Settings['notify']> = {}

/** The person's own: name, how the app looks, what it may fetch, what it keeps, and the way out. */
export const MeScreen = (): ReactNode => {
  const { t, language, languageName } = useMessages()
  const learning = useLearning()
  const signedIn = useCurrent(useServices().session.current$)
  const person = useObservable(() => learning.person(), [learning])
  const [isRenaming, setRenaming] = useState(false)
  const { settings, save } = useSettings(person?.settings ?? noSettings)
  if (person === undefined)
    return (
      <>
        <PageHeader title={t('me.title')} />
        <ScreenSkeleton label={t('app.loading')} />
      </>
    )
  const name = person?.name ?? signedIn?.name ?? ''
  return (
    <>
      <PageHeader title={t('me.title')} />
      <div className={styles['me']}>
        <Card className={styles['who']}>
          <span className={styles['initial']} aria-hidden="true">
            {[...name][0]?.toLocaleUpperCase(language)}
          </span>
          {isRenaming ? (
            <NameForm name={name} onDone={() => setRenaming(false)} />
          ) : (
            <>
              <div className={styles['names']}>
                <p className={styles['name']}>{name}</p>
                <p className={styles['soft']}>{signedIn?.email}</p>
              </div>
              <IconButton icon={pencil} label={t('me.rename')} onClick={() => setRenaming(true)} />
            </>
          )}
        </Card>
        <Section title={t('me.look')}>
          <Card className={styles['fields']}>
            {languages.length > 1 && (
              <Select
                label={t('me.language')}
                value={languages.find((code) => code === language.split('-')[0]) ?? 'en'}
                options={languages.map((code) => ({ value: code, label: languageName(code) }))}
                onChange={(code) => save({ language: code })}
              />
            )}
            <ThemeChoice theme={settings.theme ?? 'system'} onChange={(theme) => save({ theme })} />
            <TextSize scale={settings.textScale ?? 1} onChange={(textScale) => save({ textScale })} />
          </Card>
        </Section>
        <Section title={t('me.data')}>
          <Card className={styles['fields']}>
            <Switch
              label={t('me.data-saver')}
              hint={t('me.data-saver-hint')}
              isChecked={settings.dataSaver === true}
              onChange={(dataSaver) => save({ dataSaver })}
            />
          </Card>
          <CardList>
            <ListRow
              href={addresses.downloads}
              icon={download}
              title={t('downloads.title')}
              sub={t('me.downloads-sub')}
            />
            <ListRow href={addresses.notes} icon={notesIcon} title={t('notes.title')} sub={t('me.notes-sub')} />
            <ListRow href={addresses.certificates} icon={medal} title={t('me.certificates')} />
            <ListRow href={addresses.outbox} icon={send} title={t('outbox.title')} sub={t('me.outbox-sub')} />
          </CardList>
          <KeptHere />
          <AppStored />
        </Section>
        <Notifications notify={settings.notify ?? noNotify} onChange={(notify) => save({ notify })} />
        <Places />
        <SignOut />
      </div>
    </>
  )
}
