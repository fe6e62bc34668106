import type { ReactNode } from 'react'
import { shapes as cloudOff } from 'virtual:icon/cloud-off'
import { shapes as alert } from 'virtual:icon/circle-alert'
import { useServices } from '#app/app-context.ts'
import { useCurrent } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import { Banner } from '#ui/banner.tsx'

/** What went wrong with the last try; before any, that the door can't be opened without a network. */
export const DoorProblem = ({ problem }: { readonly problem: { readonly messageId: string } | null }): ReactNode => {
  const { t, tOfRequest } = useMessages()
  const isOnline = useCurrent(useServices().connectivity.isOnline$) ?? true
  if (problem !== null)
    return (
      <Banner tone="problem" icon={alert}>
        {tOfRequest(problem.messageId)}
      </Banner>
    )
  return isOnline ? null : <Banner icon={cloudOff}>{t('sign-in.offline')}</Banner>
}
