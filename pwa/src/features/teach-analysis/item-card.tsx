import type { CSSProperties, ReactNode } from 'react'
import { Link } from 'wouter'
import type { QuizAnalysis } from '#app/teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import forms from '#parts/form.module.css'
import { Card } from '#ui/card.tsx'
import styles from './teach-analysis.module.css'

/** One question: what is to be thought of it, its figures, and what was answered. */
export const ItemCard = ({
  item,
  number: position,
  name,
  href,
  percent,
}: {
  readonly item: QuizAnalysis['items'][number]
  readonly number: number
  readonly name: string
  readonly href: string
  readonly percent: (share: number) => string
}): ReactNode => {
  const { t, number } = useMessages()
  const { verdict, count, earlier, facility, discrimination, byFifth, answers } = item
  return (
    <Card>
      <h3 className={styles['name']}>
        <span className={styles['number']}>{number(position)}</span>{' '}
        <Link href={href}>
          <bdi>{name}</bdi>
        </Link>
      </h3>
      <p data-verdict={verdict} className={styles['verdict']}>
        {t(`analysis.verdict-${verdict}`)}
      </p>
      <p className={forms['soft']}>
        {[
          t('analysis.count', { count }),
          ...(earlier === 0 ? [] : [t('analysis.earlier', { count: earlier })]),
          ...(facility === undefined ? [] : [t('analysis.facility-of', { share: percent(facility) })]),
          ...(discrimination === undefined
            ? []
            : [t('analysis.discrimination-of', { value: number(Math.round(discrimination * 100) / 100) })]),
        ].join(' · ')}
      </p>
      {byFifth.length > 0 && (
        <figure className={styles['fifths']}>
          <figcaption className={forms['soft']}>{t('analysis.fifths')}</figcaption>
          <ol>
            {byFifth.map((share, index) => (
              <li key={index} style={{ '--share': share } as CSSProperties}>
                <span>{percent(share)}</span>
              </li>
            ))}
          </ol>
        </figure>
      )}
      {answers.length > 0 && count > 0 && (
        // On a phone it is wider than its frame: then the keyboard scrolls it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div role="region" aria-label={t('analysis.answers-of', { name })} tabIndex={0} className={styles['scroll']}>
          <table className={styles['answers']}>
            <thead>
              <tr>
                <th scope="col">{t('analysis.answer')}</th>
                <th scope="col">{t('analysis.share')}</th>
                <th scope="col">{t('analysis.share-above')}</th>
                <th scope="col">{t('analysis.share-below')}</th>
              </tr>
            </thead>
            <tbody>
              {answers.map(({ text, isRight, share, shareAbove, shareBelow }, index) => (
                <tr key={`${text} ${String(index)}`} data-right={isRight}>
                  <th scope="row">
                    <bdi>{text}</bdi>
                    {isRight && <span className={styles['right']}> {t('analysis.right')}</span>}
                    {!isRight && share === 0 && <span className={forms['soft']}> · {t('analysis.nobody-took')}</span>}
                    {!isRight && shareAbove > shareBelow && share >= 0.05 && verdict !== 'few' && (
                      <span className={forms['soft']}> · {t('analysis.better-took')}</span>
                    )}
                  </th>
                  <td>{percent(share)}</td>
                  <td>{percent(shareAbove)}</td>
                  <td>{percent(shareBelow)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  )
}
