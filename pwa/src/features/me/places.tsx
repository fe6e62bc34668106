import { useEffect, useState, type ReactNode } from 'react'
import { shapes as devices } from 'virtual:icon/monitor-smartphone'
import { useNow, useServices } from '#app/app-context.ts'
import type { SignedInPlace } from '#app/services.ts'
import { useCurrent } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import { ListRow } from '#parts/list-row.tsx'
import { Section } from '#parts/section.tsx'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { CardList } from '#ui/card.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { useToast } from '#ui/toast.tsx'
import styles from './me.module.css'
import { placeName } from './place-name.ts'

/** Where the person is signed in, and the way out of each place but this one: for a phone that is lost, or a browser that others use. */
export const Places = (): ReactNode => {
  const { t, tOf, day } = useMessages()
  const { session, connectivity } = useServices()
  const isOnline = useCurrent(connectivity.isOnline$) ?? true
  const toast = useToast()
  const now = useNow()
  const [places, setPlaces] = useState<readonly SignedInPlace[]>()
  const [leaving, setLeaving] = useState<SignedInPlace | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    if (!isOnline) return
    let isShown = true
    void session.places().then((known) => {
      if (isShown) setPlaces(known)
    })
    return () => {
      isShown = false
    }
  }, [session, isOnline])

  const nameOf = ({ userAgent }: SignedInPlace): string => {
    const { browser, system } = placeName(userAgent)
    if (browser !== undefined && system !== undefined) return t('me.place', { browser, system })
    return browser ?? system ?? t('me.place-unknown')
  }
  const close = (): void => {
    setLeaving(null)
    setProblem(null)
  }
  const leave = async (place: SignedInPlace): Promise<void> => {
    setBusy(true)
    const outcome = await session.signOutOf(place)
    setBusy(false)
    if (!outcome.ok) return setProblem(outcome.messageId)
    setPlaces((known) => known?.filter(({ id }) => id !== place.id))
    close()
    toast({ text: t('me.place-out-done') })
  }

  return (
    <Section title={t('me.places')}>
      {places === undefined ? (
        <p className={styles['soft']}>{t(isOnline ? 'app.loading' : 'me.places-offline')}</p>
      ) : (
        <CardList>
          {places.map((place) => (
            <ListRow
              key={place.id}
              icon={devices}
              title={nameOf(place)}
              sub={t('me.place-used', { day: day(place.lastUsedAt, now) })}
              end={
                place.isCurrent ? (
                  <span className={styles['soft']}>{t('me.place-here')}</span>
                ) : (
                  <Button aria-label={t('me.place-out-of', { place: nameOf(place) })} onClick={() => setLeaving(place)}>
                    {t('me.place-out')}
                  </Button>
                )
              }
            />
          ))}
        </CardList>
      )}
      <Sheet
        isOpen={leaving !== null}
        onClose={close}
        title={t('me.place-out-title')}
        closeLabel={t('action.close')}
        footer={
          <>
            <Button onClick={close}>{t('action.cancel')}</Button>
            <Button
              kind="primary"
              isBusy={isBusy}
              onClick={() => {
                if (leaving !== null) void leave(leaving)
              }}
            >
              {t('me.place-out')}
            </Button>
          </>
        }
      >
        {leaving !== null && <p className={styles['place']}>{nameOf(leaving)}</p>}
        <p>{t('me.place-out-text')}</p>
        {problem !== null && <Banner tone="needs-you" icon={devices} title={tOf(problem)} />}
      </Sheet>
    </Section>
  )
}
