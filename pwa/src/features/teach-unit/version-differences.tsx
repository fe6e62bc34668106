import { useMemo, type ReactNode } from 'react'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import { unitContentOf, type Unit, type UnitContent } from '@edutrack/shared-schema/collections/units'
import { useMessages } from '#i18n/messages.tsx'
import { speechOf } from '#parts/unit-frame.tsx'
import { VisuallyHidden } from '#ui/visually-hidden.tsx'
import { changedSettings } from './settings-of.ts'
import { textDifference, type DifferenceBlock, type DifferencePart } from './text-difference.ts'
import styles from './unit-history.module.css'
import { useQuestionNames } from './use-question-names.ts'
import { useSettingsOf } from './use-settings-of.ts'

/** Of lines that are the same so many are shown beside a change; what is left out is said. */
const LINES_AROUND = 2

/** What has changed since a version: settings one by one, then questions and text, with what has come and what has gone. */
export const VersionDifferences = ({
  course,
  unit,
  content,
}: {
  readonly course: Course
  readonly unit: Unit
  readonly content: UnitContent
}): ReactNode => {
  const { t } = useMessages()
  const settingsIn = useSettingsOf(unit.kind)
  const nameOf = useQuestionNames(course.id)
  const present = unitContentOf(unit)
  const settings = changedSettings(settingsIn(content), settingsIn(present))
  const questions = (of: UnitContent): string => (of.quiz?.questionIds ?? []).map(nameOf).join('\n')
  const [questionsBefore, questionsNow] = [questions(content), questions(present)]
  if (settings.length === 0 && questionsBefore === questionsNow && content.markdown === present.markdown)
    return <p>{t('history.same')}</p>
  return (
    <section aria-label={t('history.differences')} className={styles['shown']}>
      <p className={styles['legend']}>
        <ins>{t('history.added')}</ins> <del>{t('history.removed')}</del>
      </p>
      {settings.length > 0 && (
        <dl className={styles['settings']}>
          {settings.map(({ label, before, after }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <Change kind="removed" text={before === '' ? t('history.none') : before} />{' '}
                <Change kind="added" text={after === '' ? t('history.none') : after} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {questionsBefore !== questionsNow && (
        <>
          <h2>{t('teach.questions')}</h2>
          <Difference before={questionsBefore} after={questionsNow} />
        </>
      )}
      {content.markdown !== present.markdown && (
        <>
          <h2>{t('teach.text')}</h2>
          <div {...speechOf(course)}>
            <Difference before={content.markdown} after={present.markdown} />
          </div>
        </>
      )}
    </section>
  )
}

const Difference = ({ before, after }: { readonly before: string; readonly after: string }): ReactNode => {
  const blocks = useMemo(() => textDifference(before, after), [before, after])
  return (
    <div className={styles['difference']}>
      {blocks.map((block, index) =>
        block.kind === 'same' ? (
          <SameLines key={index} block={block} isFirst={index === 0} isLast={index === blocks.length - 1} />
        ) : (
          <p key={index} dir="auto" className={styles['changed']}>
            {block.parts.map((part, place) =>
              part.kind === 'same' ? part.text : <Change key={place} kind={part.kind} text={part.text} />,
            )}
          </p>
        ),
      )}
    </div>
  )
}

const SameLines = ({
  block: { lines },
  isFirst,
  isLast,
}: {
  readonly block: Extract<DifferenceBlock, { readonly kind: 'same' }>
  readonly isFirst: boolean
  readonly isLast: boolean
}): ReactNode => {
  const { t } = useMessages()
  const [before, after] = [isFirst ? 0 : LINES_AROUND, isLast ? 0 : LINES_AROUND]
  const left = lines.length - before - after
  // Leaving out a line saves no room.
  if (left <= 1) return <Lines lines={lines} />
  return (
    <>
      <Lines lines={lines.slice(0, before)} />
      <p className={styles['left']}>{t('history.lines-same', { count: left })}</p>
      <Lines lines={lines.slice(lines.length - after)} />
    </>
  )
}

const Lines = ({ lines }: { readonly lines: readonly string[] }): ReactNode =>
  lines.length > 0 && (
    <p dir="auto" className={styles['same']}>
      {lines.join('\n')}
    </p>
  )

/** Coloured, marked and said: those who listen don't hear that a text is struck through. */
const Change = ({ kind, text }: DifferencePart): ReactNode => {
  const { t } = useMessages()
  const said = <VisuallyHidden>{t(kind === 'added' ? 'history.added-said' : 'history.removed-said')} </VisuallyHidden>
  return kind === 'added' ? (
    <ins>
      {said}
      {text}
    </ins>
  ) : (
    <del>
      {said}
      {text}
    </del>
  )
}
