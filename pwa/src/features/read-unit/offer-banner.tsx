import type { ReactNode } from 'react'
import { shapes as devices } from 'virtual:icon/monitor-smartphone'
import { useMessages } from '#i18n/messages.tsx'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import styles from './offer-banner.module.css'
import type { Offer } from './use-offer.ts'

/** Within reach wherever one reads, and over the text, which stays where it is. */
export const OfferBanner = ({ offer, place }: { readonly offer: Offer; readonly place: string }): ReactNode => {
  const { t } = useMessages()
  return (
    <div className={styles['offer']}>
      <Banner
        icon={devices}
        title={t('reader.offer-title', { place })}
        action={
          <>
            <Button kind="primary" onClick={offer.take}>
              {t('reader.offer-take')}
            </Button>
            <Button kind="quiet" onClick={offer.leave}>
              {t('reader.offer-leave')}
            </Button>
          </>
        }
      />
    </div>
  )
}
