import { useRef, type ReactNode } from 'react'
import { shapes as check } from 'virtual:icon/check'
import { shapes as circle } from 'virtual:icon/circle'
import { shapes as circleDashed } from 'virtual:icon/circle-dashed'
import { shapes as circleDot } from 'virtual:icon/circle-dot'
import { shapes as square } from 'virtual:icon/square'
import { shapes as squareCheck } from 'virtual:icon/square-check'
import { shapes as close } from 'virtual:icon/x'
import { useMessages } from '#i18n/messages.tsx'
import { RichText } from '#rich-text/rich-text.tsx'
import { classes } from '#ui/classes.ts'
import { Icon, type IconShapes } from '#ui/icon.tsx'
import { VisuallyHidden } from '#ui/visually-hidden.tsx'
import styles from './choice-list.module.css'

export interface Choice {
  readonly id: string
  readonly markdown: string
  /** Feedback of its own, as a hint for a wrong choice. */
  readonly note?: string | undefined
}
/** What is said of a choice afterwards. `missed`: right, and not chosen. */
export type ChoiceVerdict = 'right' | 'wrong' | 'missed'

const marks: Readonly<Record<ChoiceVerdict, IconShapes>> = { right: check, wrong: close, missed: circleDashed }

/** Choices as the platform's own radio buttons or checkboxes, each as large as a finger. */
export const ChoiceList = ({
  id,
  labelledBy,
  choices,
  chosen,
  isMany,
  isFixed,
  verdictOf,
  onChange,
}: {
  readonly id: string
  readonly labelledBy: string
  readonly choices: readonly Choice[]
  readonly chosen: readonly string[]
  /** Checkboxes rather than radio buttons. */
  readonly isMany: boolean
  /** To be looked at only. */
  readonly isFixed: boolean
  readonly verdictOf?: ((choiceId: string) => ChoiceVerdict | undefined) | undefined
  /** `isPicked`: with a finger or a pointer, not by moving through the choices with keys. */
  readonly onChange: (chosen: readonly string[], isPicked: boolean) => void
}): ReactNode => {
  const { t } = useMessages()
  const isPicked = useRef(false)
  if (isFixed)
    return (
      // Without bullets Safari no longer says that it is a list; the role brings that back.
      // oxlint-disable-next-line jsx-a11y/no-redundant-roles
      <ul role="list" aria-labelledby={labelledBy} className={styles['choices']}>
        {choices.map((choice) => {
          const isChosen = chosen.includes(choice.id)
          const verdict = verdictOf?.(choice.id)
          const icon = isMany ? (isChosen ? squareCheck : square) : isChosen ? circleDot : circle
          return (
            <li key={choice.id} className={classNameOf(isChosen, verdict)}>
              <div className={styles['row']}>
                <Icon shapes={icon} className={styles['fixed']} />
                <span className={styles['words']}>
                  <span>
                    <RichText markdown={choice.markdown} isInline />
                    {isChosen && <VisuallyHidden> ({t('question.your-answer')})</VisuallyHidden>}
                  </span>
                  {verdict !== undefined && (
                    <span className={styles['verdict']}>
                      <Icon shapes={marks[verdict]} size="s" />
                      {t(`question.choice-${verdict}`)}
                    </span>
                  )}
                </span>
              </div>
              {isChosen && choice.note !== undefined && verdict !== undefined && (
                <RichText markdown={choice.note} className={styles['note']} />
              )}
            </li>
          )
        })}
      </ul>
    )
  return (
    <div role={isMany ? 'group' : 'radiogroup'} aria-labelledby={labelledBy} className={styles['choices']} data-choices>
      {choices.map((choice) => {
        const isChosen = chosen.includes(choice.id)
        return (
          <div key={choice.id} className={classNameOf(isChosen, undefined)}>
            {/* The input inside is what is pressed; this only notes by what. */}
            {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions */}
            <label
              className={styles['row']}
              onClick={({ nativeEvent }) => {
                isPicked.current ||= 'pointerType' in nativeEvent && nativeEvent.pointerType !== ''
              }}
            >
              <input
                type={isMany ? 'checkbox' : 'radio'}
                name={id}
                value={choice.id}
                checked={isChosen}
                className={styles['input']}
                onChange={() => {
                  const others = chosen.filter((other) => other !== choice.id)
                  onChange(isMany ? (isChosen ? others : [...others, choice.id]) : [choice.id], isPicked.current)
                  isPicked.current = false
                }}
              />
              <span className={styles['words']}>
                <RichText markdown={choice.markdown} isInline />
              </span>
            </label>
          </div>
        )
      })}
    </div>
  )
}

const classNameOf = (isChosen: boolean, verdict: ChoiceVerdict | undefined): string =>
  classes(styles['choice'], isChosen && styles['chosen'], verdict !== undefined && styles[verdict])
