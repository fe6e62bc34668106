import { useId, useState, type ReactNode } from 'react'
import { useMessages } from '#i18n/messages.tsx'
import styles from './me.module.css'

/**
 * From 80 % to 200 % of the device's own size. While the handle is held a sample alone changes: all else would move away under the finger.
 */
export const TextSize = ({
  scale,
  onChange,
}: {
  readonly scale: number
  readonly onChange: (scale: number) => void
}): ReactNode => {
  const { t, percent } = useMessages()
  const id = useId()
  const [held, setHeld] = useState<number | null>(null)
  const shown = held ?? scale
  const settle = (): void => {
    if (held !== null && held !== scale) onChange(held)
    setHeld(null)
  }
  return (
    <div className={styles['size']}>
      <label htmlFor={id} className={styles['legend']}>
        {t('me.text-size')}
      </label>
      <output htmlFor={id} className={styles['soft']}>
        {percent(shown)}
      </output>
      <input
        id={id}
        type="range"
        min={0.8}
        max={2}
        step={0.1}
        value={shown}
        aria-valuetext={percent(shown)}
        className={styles['range']}
        onChange={({ target }) => setHeld(Number(target.value))}
        onPointerUp={settle}
        onKeyUp={settle}
        onBlur={settle}
      />
      <p aria-hidden="true" className={styles['sample']} style={{ fontSize: `${String(shown / scale)}rem` }}>
        {t('me.text-sample')}
      </p>
    </div>
  )
}
