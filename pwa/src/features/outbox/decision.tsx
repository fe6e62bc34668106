import { useState, type ReactNode } from 'react'
import { shapes as download } from 'virtual:icon/download'
import { shapes as hand } from 'virtual:icon/hand'
import { useLocation } from 'wouter'
import { addresses } from '#app/addresses.ts'
import type { OutboxItem } from '#app/services.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useMessages } from '#i18n/messages.tsx'
import { payloadFile, saveFile } from '#parts/save-file.ts'
import { Banner } from '#ui/banner.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { useToast } from '#ui/toast.tsx'
import { choicesOf, editorOf } from './choices-of.ts'
import { KeptPayload } from './kept-payload.tsx'
import styles from './outbox.module.css'

/** Why the school did not take it, that it is kept, and what can be done. */
export const Decision = ({ item, title }: { readonly item: OutboxItem; readonly title: string }): ReactNode => {
  const { t, tOf } = useMessages()
  const learning = useLearning()
  const toast = useToast()
  const [, navigate] = useLocation()
  const [isBusy, setBusy] = useState(false)
  const { notice, courseId } = item
  const payload = notice?.refusal?.document ?? item.attempt
  const choices = choicesOf(item)
  const settle = async (before?: Promise<void>): Promise<void> => {
    setBusy(true)
    await before
    if (notice !== undefined) await learning.readNotice(notice.id)
    navigate(addresses.outbox, { replace: true })
  }
  return (
    <>
      <Banner tone="needs-you" icon={hand} title={tOf(`error.${item.code ?? 'internal'}`)}>
        {t(`decision.kept-${item.collection === 'enrolments' ? 'wish' : 'copy'}`)}
      </Banner>
      <div className={styles['choices']} role="group" aria-label={t('decision.choices')}>
        {choices.includes('compare') && (
          <LinkButton kind="primary" href={editorOf(item) ?? addresses.outbox}>
            {t('decision.compare')}
          </LinkButton>
        )}
        {choices.includes('try-again') && courseId !== undefined && (
          <Button kind="primary" isBusy={isBusy} onClick={() => void settle(learning.enrol(courseId))}>
            {t('decision.try-again')}
          </Button>
        )}
        {choices.includes('other-course') && (
          <LinkButton href={addresses.courses}>{t('decision.other-course')}</LinkButton>
        )}
        {choices.includes('open-course') && courseId !== undefined && (
          <LinkButton href={addresses.course(courseId)}>{t('decision.open-course')}</LinkButton>
        )}
        {payload !== undefined && item.collection !== 'enrolments' && (
          <Button
            icon={download}
            onClick={() => {
              const file = payloadFile(title, payload)
              saveFile(file)
              toast({ text: t('receipt.saved', { name: file.name }) })
            }}
          >
            {t('decision.save-copy')}
          </Button>
        )}
        {choices.includes('settle') && (
          <Button isBusy={isBusy} onClick={() => void settle()}>
            {t('decision.settle')}
          </Button>
        )}
      </div>
      {payload !== undefined && <KeptPayload payload={payload} />}
    </>
  )
}
