import type { ReactNode } from 'react'
import { useMessages } from '#i18n/messages.tsx'
import styles from './outbox.module.css'

/** Fields that say nothing to a person. */
const inner = new Set(['id', 'personId', 'device', 'seed', 'asked', '_deleted', 'courseId', 'unitId', 'parentId'])

/** What was sent, as it was: readable first, and to the last letter below. */
export const KeptPayload = ({ payload }: { readonly payload: Readonly<Record<string, unknown>> }): ReactNode => {
  const { t } = useMessages()
  const texts = Object.entries(payload).filter(
    (entry): entry is [string, string] =>
      !inner.has(entry[0]) && typeof entry[1] === 'string' && entry[1].includes(' '),
  )
  return (
    <section aria-labelledby="kept" className={styles['kept']}>
      <h2 id="kept" className={styles['wayTitle']}>
        {t('decision.kept-title')}
      </h2>
      {texts.map(([field, text]) => (
        <blockquote key={field}>{text}</blockquote>
      ))}
      <details>
        <summary>{t('decision.kept-all')}</summary>
        {/* Longer than wide: it is scrolled, also with the keyboard. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <pre tabIndex={0} aria-label={t('decision.kept-all')} role="region">
          {JSON.stringify(payload, null, 2)}
        </pre>
      </details>
    </section>
  )
}
