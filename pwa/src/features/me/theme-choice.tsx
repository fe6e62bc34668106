import type { ReactNode } from 'react'
import { shapes as moon } from 'virtual:icon/moon'
import { shapes as monitor } from 'virtual:icon/sun-moon'
import { shapes as sun } from 'virtual:icon/sun'
import { useMessages } from '#i18n/messages.tsx'
import { Icon } from '#ui/icon.tsx'
import styles from './me.module.css'

const themes = [
  ['system', monitor],
  ['light', sun],
  ['dark', moon],
] as const

export const ThemeChoice = ({
  theme,
  onChange,
}: {
  readonly theme: (typeof themes)[number][0]
  readonly onChange: (theme: (typeof themes)[number][0]) => void
}): ReactNode => {
  const { t } = useMessages()
  return (
    <fieldset className={styles['fieldset']}>
      <legend className={styles['legend']}>{t('me.theme')}</legend>
      <div className={styles['segments']}>
        {themes.map(([name, icon]) => (
          <label key={name} className={styles['segment']}>
            <input type="radio" name="theme" value={name} checked={theme === name} onChange={() => onChange(name)} />
            <span>
              <Icon shapes={icon} />
              {t(`me.theme-${name}`)}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
