import { useLayoutEffect, useRef, type ReactNode } from 'react'
import { shapes as plus } from 'virtual:icon/plus'
import type { gaps, RightGap } from '@edutrack/shared-schema/questions/gaps/gaps'
import { gapMark } from '@edutrack/shared-schema/questions/gaps/gapped-text'
import { useMessages } from '#i18n/messages.tsx'
import { LinesField } from '#parts/lines-field.tsx'
import { NumberField } from '#parts/number-field.tsx'
import { Button } from '#ui/button.tsx'
import { Select } from '#ui/select.tsx'
import { TextField } from '#ui/text-field.tsx'
import type { EditorPropsOf } from '../question-editor.ts'
import styles from '../question-editors.module.css'
import { gapsFromText, nextGapId, type GapsContent } from './gaps-from-text.ts'

type Gap = GapsContent['gaps'][number]

/** A text with marks, and for each mark what fills it. */
export const GapsEditor = ({ content, answerKey, speech, newId, onChange }: EditorPropsOf<typeof gaps>): ReactNode => {
  const { t } = useMessages()
  const cursor = useRef(content.text.length)
  const field = useRef<HTMLInputElement>(null)
  /** A gap was put in: its writer goes on behind it. */
  const isBehindGap = useRef(false)
  useLayoutEffect(() => {
    if (!isBehindGap.current) return
    isBehindGap.current = false
    field.current?.focus()
    field.current?.setSelectionRange(cursor.current, cursor.current)
  })
  const setText = (text: string, how: 'typed' | 'now'): void => {
    const made = gapsFromText(text, { content, key: answerKey })
    onChange(made.content, made.key, how)
  }
  const setGap = (gap: Gap, right: RightGap, how: 'typed' | 'now'): void =>
    onChange(
      { ...content, gaps: content.gaps.map((each) => (each.id === gap.id ? gap : each)) },
      { gaps: { ...answerKey.gaps, [gap.id]: right } },
      how,
    )
  return (
    <div className={styles['list']}>
      <TextField
        ref={field}
        label={t('editor.gaps-text')}
        hint={t('editor.gaps-hint')}
        rows={5}
        value={content.text}
        maxLength={20_000}
        {...speech}
        onChange={({ target }) => {
          cursor.current = target.selectionEnd ?? target.value.length
          setText(target.value, 'typed')
        }}
        onSelect={({ currentTarget }) => {
          cursor.current = currentTarget.selectionEnd ?? cursor.current
        }}
      />
      <Button
        kind="quiet"
        icon={plus}
        onClick={() => {
          const { text } = content
          const at = Math.min(cursor.current, text.length)
          const mark = gapMark(nextGapId(content))
          cursor.current = at + mark.length
          isBehindGap.current = true
          setText(text.slice(0, at) + mark + text.slice(at), 'now')
        }}
      >
        {t('editor.add-gap')}
      </Button>
      {content.gaps.map((gap) => (
        <fieldset key={gap.id} className={styles['part']}>
          <legend>{gapMark(gap.id)}</legend>
          <GapEditor
            gap={gap}
            right={answerKey.gaps[gap.id] ?? { accepted: [] }}
            newId={newId}
            onChange={(next, right, how) => setGap(next, right, how)}
          />
        </fieldset>
      ))}
    </div>
  )
}

const ways = ['words', 'number', 'list'] as const

const GapEditor = ({
  gap,
  right,
  newId,
  onChange,
}: {
  readonly gap: Gap
  readonly right: RightGap
  readonly newId: () => string
  readonly onChange: (gap: Gap, right: RightGap, how: 'typed' | 'now') => void
}): ReactNode => {
  const { t } = useMessages()
  const way = gap.kind === 'chosen' ? 'list' : 'value' in right ? 'number' : 'words'
  const turn = (to: (typeof ways)[number]): void => {
    const { id } = gap
    if (to === 'words') onChange({ id, kind: 'typed' }, { accepted: [] }, 'now')
    else if (to === 'number') onChange({ id, kind: 'typed' }, { value: 0 }, 'now')
    else onChange({ id, kind: 'chosen', options: [] }, { optionId: '' }, 'now')
  }
  return (
    <>
      <Select
        label={t('editor.gap-way')}
        value={way}
        options={ways.map((each) => ({ value: each, label: t(`editor.gap-${each}`) }))}
        onChange={(to) => turn(to as (typeof ways)[number])}
      />
      {gap.kind === 'typed' && 'accepted' in right && (
        <LinesField
          label={t('editor.accepted')}
          hint={t('editor.accepted-hint')}
          lines={right.accepted}
          onChange={(accepted) => onChange(gap, { ...right, accepted }, 'typed')}
        />
      )}
      {gap.kind === 'typed' && 'value' in right && (
        <div className={styles['fields']}>
          <NumberField
            label={t('editor.value')}
            value={right.value}
            onChange={(value) => {
              if (value !== undefined) onChange(gap, { ...right, value }, 'typed')
            }}
          />
          <NumberField
            label={t('editor.tolerance')}
            value={right.tolerance}
            min={0}
            onChange={(tolerance) => onChange(gap, { ...right, tolerance: tolerance ?? 0 }, 'typed')}
          />
        </div>
      )}
      {gap.kind === 'chosen' && (
        <>
          <LinesField
            label={t('editor.options')}
            lines={gap.options.map(({ markdown }) => markdown)}
            onChange={(lines) => {
              // An option keeps its id while its words stay, or while it stays in its place.
              const options = lines.map((markdown, index) => {
                const same = gap.options.find((option) => option.markdown === markdown)
                const inPlace = lines.length === gap.options.length ? gap.options[index] : undefined
                return { id: (same ?? inPlace)?.id ?? newId(), markdown }
              })
              onChange({ ...gap, options }, right, 'typed')
            }}
          />
          <Select
            label={t('question.right-answer')}
            value={'optionId' in right ? right.optionId : ''}
            options={[
              { value: '', label: t('question.choose') },
              ...gap.options.map(({ id, markdown }) => ({ value: id, label: markdown })),
            ]}
            onChange={(optionId) => onChange(gap, { optionId }, 'now')}
          />
        </>
      )}
    </>
  )
}
