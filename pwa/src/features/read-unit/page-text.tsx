import { useRef, useState, type ReactNode } from 'react'
import type { Progress } from '@edutrack/shared-schema/collections/progress'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { useMessages } from '#i18n/messages.tsx'
import { RichText } from '#rich-text/rich-text.tsx'
import { NoteMarks } from './notes-lazy.tsx'
import { OfferBanner } from './offer-banner.tsx'
import styles from './read-unit.module.css'
import { useAskedPlace } from './use-asked-place.ts'
import { usePagePlace } from './use-page-place.ts'
import { useProgressKeeper } from './use-progress-keeper.ts'

/** A page to read, at the line where it was left. */
export const PageText = ({
  unit,
  speech,
  progress,
}: {
  readonly unit: Unit
  readonly speech: { readonly lang: string; readonly dir: 'ltr' | 'rtl' }
  readonly progress: Progress | undefined
}): ReactNode => {
  const { percent } = useMessages()
  const [before] = useState(progress)
  const keeper = useProgressKeeper(unit, before)
  const text = useRef<HTMLElement>(null)
  const thread = useRef<HTMLDivElement>(null)
  const [isReady, setReady] = useState(false)
  const offer = usePagePlace({
    unit,
    text,
    isReady,
    keeper,
    before,
    progress,
    asked: useAskedPlace(),
    onShare: (share) => thread.current?.style.setProperty('--share', String(share)),
  })
  return (
    <>
      <div ref={thread} className={styles['thread']} aria-hidden="true" />
      {offer !== undefined && <OfferBanner offer={offer} place={percent(offer.position)} />}
      <div className={styles['page']} data-unit-text="">
        <div {...speech}>
          <RichText ref={text} markdown={unit.markdown} className={styles['text']} onReady={() => setReady(true)} />
        </div>
        <NoteMarks unitId={unit.id} />
      </div>
    </>
  )
}
