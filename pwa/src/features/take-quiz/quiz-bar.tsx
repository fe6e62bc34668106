import { useState, type ReactNode } from 'react'
import { shapes as chevronLeft } from 'virtual:icon/chevron-left'
import { shapes as chevronRight } from 'virtual:icon/chevron-right'
import { shapes as grid } from 'virtual:icon/layout-grid'
import { shapes as send } from 'virtual:icon/send'
import { useMessages } from '#i18n/messages.tsx'
import { Icon } from '#ui/icon.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { VisuallyHidden } from '#ui/visually-hidden.tsx'
import styles from './quiz-bar.module.css'
import type { Step } from './use-step.ts'

/** Under the thumb: the question before, all questions, the question after. */
export const QuizBar = ({
  step,
  count,
  onForward,
  onBack,
  onHandIn,
  map,
}: {
  readonly step: Step
  readonly count: number
  readonly onForward: () => void
  readonly onBack: () => void
  /** After the look over all questions. */
  readonly onHandIn: () => void
  readonly map: ReactNode
}): ReactNode => {
  const { t } = useMessages()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <nav className={styles['bar']} aria-label={t('quiz.nav')}>
        {step === 0 ? (
          <span />
        ) : (
          <button type="button" className={styles['before']} onClick={onBack}>
            <Icon shapes={chevronLeft} isDirectional />
            <span>{t('reader.previous')}</span>
          </button>
        )}
        {/* The look over all of them shows them by itself. */}
        {step === 'review' ? (
          <span />
        ) : (
          <button type="button" className={styles['map']} aria-haspopup="dialog" onClick={() => setOpen(true)}>
            <Icon shapes={grid} />
            <span>{t('reader.place', { number: step + 1, total: count })}</span>
            <VisuallyHidden>{t('quiz.map')}</VisuallyHidden>
          </button>
        )}
        {step === 'review' ? (
          <button type="button" className={styles['handIn']} onClick={onHandIn}>
            <Icon shapes={send} isDirectional />
            <span>{t('quiz.hand-in')}</span>
          </button>
        ) : (
          <button type="button" className={styles['after']} onClick={onForward}>
            <span>{t(step >= count - 1 ? 'quiz.to-review' : 'reader.next')}</span>
            <Icon shapes={chevronRight} isDirectional />
          </button>
        )}
      </nav>
      <Sheet isOpen={isOpen} onClose={() => setOpen(false)} title={t('quiz.map')} closeLabel={t('action.close')}>
        {/* Whichever is chosen, the question is what is wanted next. */}
        {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
        <div
          onClick={({ target }) => {
            if ((target as HTMLElement).closest('button') !== null) setOpen(false)
          }}
        >
          {map}
        </div>
      </Sheet>
    </>
  )
}
