import type { ReactNode } from 'react'
import { shapes as check } from 'virtual:icon/check'
import { shapes as close } from 'virtual:icon/x'
import { matching } from '@edutrack/shared-schema/questions/matching/matching'
import { useMessages } from '#i18n/messages.tsx'
import { plainWords } from '#rich-text/plain-words.ts'
import { RichText } from '#rich-text/rich-text.tsx'
import { classes } from '#ui/classes.ts'
import { Icon } from '#ui/icon.tsx'
import { letterOf, isPlainWords } from '../choice-letters.ts'
import { orderChoices } from '../order-choices.ts'
import { PartsRight } from '../parts-right.tsx'
import type { PlayerPropsOf } from '../question-player.ts'
import styles from '../question-types.module.css'

type Props = PlayerPropsOf<typeof matching>

/** To each item one of the platform's own lists. Where matches are more than plain words, they stand above, each with a letter. */
export const MatchingPlayer = ({ id, content, answer, answerKey, mode, shuffleSeed, onAnswer }: Props): ReactNode => {
  const { t } = useMessages()
  const matches = orderChoices(content.matches, shuffleSeed)
  const markdownOf = (matchId: string | undefined): string | undefined =>
    content.matches.find((match) => match.id === matchId)?.markdown
  const given = (itemId: string): string =>
    answer !== undefined && Object.hasOwn(answer.pairs, itemId) ? (answer.pairs[itemId] ?? '') : ''
  if (mode !== 'answer') {
    const score =
      mode === 'feedback' && answerKey !== undefined
        ? matching.grade({ content, key: answerKey }, answer ?? { pairs: {} })
        : undefined
    return (
      <div className={styles['player']}>
        <dl className={styles['given']}>
          {content.items.map((item) => {
            const mine = markdownOf(given(item.id))
            const isRight = score?.parts?.[item.id]
            const right = markdownOf(answerKey?.pairs[item.id])
            return (
              <div
                key={item.id}
                className={classes(
                  styles['line'],
                  isRight === true && styles['right'],
                  isRight === false && styles['wrong'],
                )}
              >
                <dt>
                  <RichText markdown={item.markdown} isInline />
                </dt>
                <dd>{mine === undefined ? t('question.none') : <RichText markdown={mine} isInline />}</dd>
                {isRight !== undefined && (
                  <dd className={styles['verdict']}>
                    <Icon shapes={isRight ? check : close} size="s" />
                    {t(`question.choice-${isRight ? 'right' : 'wrong'}`)}
                  </dd>
                )}
                {score !== undefined && isRight !== true && right !== undefined && (
                  <dd className={styles['instead']}>
                    {t('question.right-answer')}: <RichText markdown={right} isInline />
                  </dd>
                )}
              </div>
            )
          })}
        </dl>
        {score !== undefined && score.fraction < 1 && <PartsRight score={score} count={content.items.length} />}
      </div>
    )
  }
  const hasLetters = !content.matches.every(({ markdown }) => isPlainWords(markdown))
  return (
    <div className={styles['player']}>
      <p className={styles['hint']}>{t('question.matching-hint')}</p>
      {hasLetters && (
        <ul className={styles['letters']} aria-label={t('question.matches')}>
          {matches.map(({ id: matchId, markdown }, index) => (
            <li key={matchId}>
              <b>{letterOf(index)}</b>
              <RichText markdown={markdown} isInline />
            </li>
          ))}
        </ul>
      )}
      {content.items.map((item) => (
        <div key={item.id} className={styles['pair']}>
          <span id={`${id}-${item.id}`}>
            <RichText markdown={item.markdown} isInline />
          </span>
          <select
            aria-labelledby={`${id}-${item.id}`}
            value={given(item.id)}
            className={styles['input']}
            onChange={({ target }) => onAnswer({ pairs: { ...answer?.pairs, [item.id]: target.value } }, 'chosen')}
          >
            <option value="">{t('question.choose')}</option>
            {matches.map(({ id: matchId, markdown }, index) => (
              <option key={matchId} value={matchId}>
                {hasLetters ? `${letterOf(index)} · ${plainWords(markdown, 40)}` : markdown}
              </option>
            ))}
          </select>
        </div>
      ))}
    </div>
  )
}
