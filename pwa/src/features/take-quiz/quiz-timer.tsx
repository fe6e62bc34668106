import { useEffect, useRef, useState, type ReactNode } from 'react'
import { shapes as timerIcon } from 'virtual:icon/timer'
import { useClock } from '#app/app-context.ts'
import { useMessages } from '#i18n/messages.tsx'
import { Icon } from '#ui/icon.tsx'
import { VisuallyHidden } from '#ui/visually-hidden.tsx'
import type { QuizTime } from './quiz-time.ts'
import styles from './quiz-timer.module.css'

/** Below this, seconds are shown; above, minutes are enough and calmer. */
const SECONDS_FROM = 300
const LAST_MINUTE = 60

/** The time that is left. It says so aloud at five minutes and at one, politely, and calls `onEnd` at the end, once. */
export const QuizTimer = ({ time, onEnd }: { readonly time: QuizTime; readonly onEnd: () => void }): ReactNode => {
  const { t, clock: clockWords } = useMessages()
  const clock = useClock()
  const [left, setLeft] = useState(() => time.remaining() ?? 0)
  const end = useRef(onEnd)
  useEffect(() => {
    end.current = onEnd
  })
  useEffect(() => {
    let cancel = (): void => undefined
    let hasEnded = false
    const tick = (): void => {
      const remaining = time.remaining() ?? 0
      setLeft(remaining)
      if (remaining > 0) cancel = clock.after(Math.min(1000, (remaining % 1) * 1000 + 20), tick)
      else if (!hasEnded) {
        hasEnded = true
        end.current()
      }
    }
    tick()
    // A sleeping phone's timers sleep too.
    const wake = (): void => {
      if (document.visibilityState !== 'visible') return
      cancel()
      tick()
    }
    document.addEventListener('visibilitychange', wake)
    return () => {
      cancel()
      document.removeEventListener('visibilitychange', wake)
    }
  }, [clock, time])
  const seconds = Math.ceil(left)
  const stage = seconds <= LAST_MINUTE ? 'minute' : seconds <= SECONDS_FROM ? 'minutes' : 'calm'
  return (
    <>
      <p role="timer" aria-live="off" className={styles['timer']} data-stage={stage}>
        <Icon shapes={timerIcon} size="s" />
        <span>
          {seconds > SECONDS_FROM
            ? t('quiz.minutes-left', { count: Math.ceil(seconds / 60) })
            : t('quiz.clock-left', { time: clockWords(seconds) })}
        </span>
      </p>
      <VisuallyHidden>
        <span role="status">
          {stage === 'calm' ? '' : t(stage === 'minute' ? 'quiz.one-minute' : 'quiz.five-minutes')}
        </span>
      </VisuallyHidden>
    </>
  )
}
