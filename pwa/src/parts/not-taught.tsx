import type { ReactNode } from 'react'
import { shapes as searchX } from 'virtual:icon/search-x'
import { useMessages } from '#i18n/messages.tsx'
import { LinkButton } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { PageHeader } from '#ui/page-header.tsx'

/** What is to be edited is not on this device, or not this person's to edit. */
export const NotTaught = ({
  back,
}: {
  readonly back: { readonly href: string; readonly label: string }
}): ReactNode => {
  const { t } = useMessages()
  return (
    <>
      <PageHeader title="" windowTitle={t('teach.not-here')} back={back} />
      <EmptyState
        icon={searchX}
        title={t('teach.not-here')}
        action={
          <LinkButton kind="primary" href={back.href}>
            {back.label}
          </LinkButton>
        }
      >
        {t('teach.not-here-text')}
      </EmptyState>
    </>
  )
}
