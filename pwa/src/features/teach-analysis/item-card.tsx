import type { CSSProperties, ReactNode } from 'react'
import { shapes as check } from 'virtual:icon/check'
import { shapes as hourglass } from 'virtual:icon/hourglass'
import { shapes as look } from 'virtual:icon/search'
import { shapes as pencil } from 'virtual:icon/pencil'
import { Link } from 'wouter'
import type { QuizAnalysis } from '#app/teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import forms from '#parts/form.module.css'
import { plainWords } from '#rich-text/plain-words.ts'
import { RichText } from '#rich-text/rich-text.tsx'
import { LinkButton } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Icon } from '#ui/icon.tsx'
import { VisuallyHidden } from '#ui/visually-hidden.tsx'
import { cardIdOf } from './items-to-look-at.tsx'
import styles from './teach-analysis.module.css'

/** One question: what is to be thought of it, its figures, and what was answered. */
export const ItemCard = ({
  item,
  number: position,
  name,
  kind,
  href,
  percent,
}: {
  readonly item: QuizAnalysis['items'][number]
  readonly number: number
  readonly name: string
  /** The question's. */
  readonly kind: string | undefined
  readonly href: string
  readonly percent: (share: number) => string
}): ReactNode => {
  const { t, number } = useMessages()
  const { verdict, count, earlier, facility, discrimination, byFifth, answers } = item
  const isWorthALook = verdict === 'wrong-way' || verdict === 'weak' || verdict === 'too-hard' || verdict === 'too-easy'
  return (
    <Card>
      <h3 id={cardIdOf(position - 1)} className={styles['name']}>
        <span className={styles['number']}>{number(position)}</span>{' '}
        <Link href={href}>
          <bdi>{name}</bdi>
        </Link>
      </h3>
      <p data-verdict={verdict} className={styles['verdict']}>
        <Icon shapes={isWorthALook ? look : verdict === 'good' ? check : hourglass} size="s" />
        <span>{t(`analysis.verdict-${verdict}`)}</span>
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
          <p aria-hidden="true" className={styles['ends']}>
            <span>{t('analysis.weakest')}</span>
            <span>{t('analysis.strongest')}</span>
          </p>
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
              {answers.map(({ text, isMarkdown, isRight, share, shareAbove, shareBelow }, index) => (
                <tr key={`${text} ${String(index)}`} data-right={isRight}>
                  <th scope="row">
                    <bdi>
                      {kind === 'true-false' ? (
                        t(text === 'true' ? 'question.true' : 'question.false')
                      ) : isMarkdown ? (
                        <SetChoice markdown={text} />
                      ) : (
                        text
                      )}
                    </bdi>
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
      {isWorthALook && (
        <div className={styles['advice']}>
          <h4>{t('analysis.what-to-do')}</h4>
          <p>{t(`analysis.advice-${verdict}`)}</p>
          <LinkButton href={href} icon={pencil}>
            {t('analysis.edit')}
          </LinkButton>
        </div>
      )}
    </Card>
  )
}

/** As learners see it. It heads a row, and not everything that reads a table aloud knows how to name a row by a formula. */
const SetChoice = ({ markdown }: { readonly markdown: string }): ReactNode => (
  <>
    <VisuallyHidden>{plainWords(markdown)}</VisuallyHidden>
    <span aria-hidden="true">
      <RichText markdown={markdown} isInline />
    </span>
  </>
)
