import { useDeferredValue, useEffect, useId, useMemo, useState, type ReactNode } from 'react'
import { shapes as send } from 'virtual:icon/send'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import { useClock } from '#app/app-context.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useMessages } from '#i18n/messages.tsx'
import { HandInSheet } from '#parts/hand-in-sheet.tsx'
import { SavedNote } from '#parts/saved-note.tsx'
import { useAnswerSaver } from '#parts/use-answer-saver.ts'
import { Button } from '#ui/button.tsx'
import styles from './assignment.module.css'
import { countWords } from './count-words.ts'

const MAX_LENGTH = 200_000

/** Where a text is written. It is kept as it is typed, and handed in when its writer says so. */
export const TextDesk = ({
  attempt,
  language,
}: {
  readonly attempt: Attempt
  readonly language: string
}): ReactNode => {
  const { t } = useMessages()
  const learning = useLearning()
  const seconds = useWritingTime(attempt.secondsUsed)
  const { saver, state } = useAnswerSaver((_id, text) =>
    learning.writeText({ attemptId: attempt.id, text: String(text), secondsUsed: seconds() }),
  )
  const [text, setText] = useState(attempt.text ?? '')
  const counted = useDeferredValue(text)
  const words = useMemo(() => countWords(counted, language), [counted, language])
  const [isSheetOpen, setSheetOpen] = useState(false)
  const [isHandingIn, setHandingIn] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  const id = useId()
  const handIn = async (): Promise<void> => {
    setHandingIn(true)
    setFailed(false)
    try {
      if (!(await saver.flush())) throw new Error('The text could not be saved.')
      await learning.handIn({ attemptId: attempt.id, secondsUsed: seconds() })
    } catch {
      // Said in the sheet; what was saved of the text is still there.
      setFailed(true)
      setHandingIn(false)
    }
  }
  return (
    <section className={styles['desk']} aria-labelledby={`${id}-label`}>
      <label id={`${id}-label`} htmlFor={id} className={styles['label']}>
        {t('assignment.your-text')}
      </label>
      <textarea
        id={id}
        value={text}
        rows={12}
        maxLength={MAX_LENGTH}
        dir="auto"
        className={styles['text']}
        onChange={({ target }) => {
          setText(target.value)
          saver.put('text', target.value, 'typed')
        }}
        onBlur={() => void saver.flush()}
      />
      <div className={styles['foot']}>
        <SavedNote state={state} />
        <p className={styles['count']}>{t('assignment.words', { count: words })}</p>
      </div>
      <Button
        kind="primary"
        icon={send}
        isIconDirectional
        isWide
        onClick={() => {
          setFailed(false)
          setSheetOpen(true)
        }}
      >
        {t('quiz.hand-in')}
      </Button>
      <HandInSheet
        isOpen={isSheetOpen}
        isBusy={isHandingIn}
        hasFailed={hasFailed}
        onHandIn={() => void handIn()}
        onClose={() => setSheetOpen(false)}
      >
        <p>{text.trim() === '' ? t('assignment.empty') : t('assignment.words-in-all', { count: words })}</p>
      </HandInSheet>
    </section>
  )
}

const TICK_MS = 10_000

/** Seconds at the desk, those before included: counted while the page is looked at. */
const useWritingTime = (before: number): (() => number) => {
  const clock = useClock()
  const [time] = useState(() => ({ seconds: before }))
  useEffect(() => {
    let cancel = (): void => undefined
    const tick = (): void => {
      cancel = clock.after(TICK_MS, () => {
        if (document.visibilityState === 'visible') time.seconds += TICK_MS / 1000
        tick()
      })
    }
    tick()
    return () => cancel()
  }, [clock, time])
  return () => time.seconds
}
