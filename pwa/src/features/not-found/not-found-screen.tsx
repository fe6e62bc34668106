import type { ReactNode } from 'react'
import { shapes as signpost } from 'virtual:icon/signpost'
import { addresses } from '#app/addresses.ts'
import { useMessages } from '#i18n/messages.tsx'
import { LinkButton } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { PageHeader } from '#ui/page-header.tsx'

/** An address that leads nowhere. */
export const NotFoundScreen = (): ReactNode => {
  const { t } = useMessages()
  return (
    <>
      <PageHeader title={t('not-found.title')} />
      <EmptyState
        icon={signpost}
        title={t('not-found.text')}
        action={
          <LinkButton kind="primary" href={addresses.home}>
            {t('not-found.home')}
          </LinkButton>
        }
      />
    </>
  )
}
