import type { ReactNode } from 'react'
import { shapes as pause } from 'virtual:icon/pause'
import { shapes as play } from 'virtual:icon/play'
import { shapes as close } from 'virtual:icon/x'
import { useNow } from '#app/app-context.ts'
import type { MediaUpload } from '#app/media-library.ts'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import { Button, IconButton } from '#ui/button.tsx'
import { ProgressBar } from '#ui/progress.tsx'
import { StateBadge } from '#ui/state-badge.tsx'
import { useToast } from '#ui/toast.tsx'
import styles from './upload-state.module.css'

/** Where an upload is, in the grammar of states, and what can be done about it. */
export const UploadState = ({ upload }: { readonly upload: MediaUpload }): ReactNode => {
  const { t, tOf, bytes, moment } = useMessages()
  const { media } = useTeaching()
  const now = useNow()
  const toast = useToast()
  const { id, name, state, sentBytes, code, since } = upload
  const isUnsent = state === 'waiting' || state === 'paused' || state === 'sending'
  const giveUp = async (): Promise<void> => {
    const content = await media.content(id)
    await media.drop(id)
    const undo = (): void => {
      if (content !== undefined)
        void media.add(upload.courseId, new File([content], name, { type: upload.mime }), { id })
    }
    toast({ text: t('media.given-up', { name }), undo: { label: t('action.undo'), run: undo } })
  }
  return (
    <div className={styles['state']}>
      {state === 'received' && (
        <>
          <StateBadge state="received">{t('state.received-at', { time: moment(since, now) })}</StateBadge>
          <span className={styles['soft']}>{t('media.being-made')}</span>
        </>
      )}
      {state === 'refused' && (
        <>
          <StateBadge state="needs-you" />
          <p className={styles['reason']}>{tOf(`error.${code ?? 'internal'}`)}</p>
        </>
      )}
      {isUnsent && (
        <>
          <StateBadge state={state === 'sending' ? 'sending' : 'on-this-phone'} />
          <span className={styles['soft']}>
            {t(state === 'paused' ? 'media.paused' : media.sendsWithAppClosed ? 'media.waits' : 'media.waits-open')}
          </span>
          <div className={styles['progress']}>
            <ProgressBar
              value={sentBytes / upload.bytes}
              label={t('media.progress', { name })}
              isPaused={state !== 'sending'}
            />
            <span className={styles['soft']}>
              {t('media.sent-of', { sent: bytes(sentBytes), size: bytes(upload.bytes) })}
            </span>
          </div>
        </>
      )}
      <div className={styles['actions']}>
        {(state === 'waiting' || state === 'sending') && (
          <Button kind="quiet" icon={pause} onClick={() => void media.pause(id)}>
            {t('media.pause')}
          </Button>
        )}
        {state === 'paused' && (
          <Button kind="quiet" icon={play} onClick={() => void media.goOn(id)}>
            {t('media.go-on')}
          </Button>
        )}
        {state === 'refused' && upload.isTold !== true && (
          <Button kind="quiet" icon={play} onClick={() => void media.goOn(id)}>
            {t('action.retry')}
          </Button>
        )}
        {state === 'refused' && (
          <Button kind="quiet" icon={close} onClick={() => void media.drop(id)}>
            {t('media.put-away')}
          </Button>
        )}
        {isUnsent && <IconButton icon={close} label={t('media.give-up', { name })} onClick={() => void giveUp()} />}
      </div>
    </div>
  )
}
