import { useDeferredValue, useId, useRef, useState, type ReactNode } from 'react'
import { shapes as bold } from 'virtual:icon/bold'
import { shapes as heading } from 'virtual:icon/heading'
import { shapes as italic } from 'virtual:icon/italic'
import { shapes as link } from 'virtual:icon/link'
import { shapes as list } from 'virtual:icon/list'
import { shapes as formula } from 'virtual:icon/sigma'
import { useMessages } from '#i18n/messages.tsx'
import { RichText } from '#rich-text/rich-text.tsx'
import { IconButton } from '#ui/button.tsx'
import { classes } from '#ui/classes.ts'
import { markSelection, type MarkdownMark } from './mark-selection.ts'
import styles from './markdown-editor.module.css'

const icons = { bold, italic, heading, list, link, formula } satisfies Record<MarkdownMark, typeof bold>

/** Markdown beside what it becomes; on a phone one of the two at a time. */
export const MarkdownEditor = ({
  label,
  value,
  rows = 10,
  speech,
  onChange,
}: {
  readonly label: string
  readonly value: string
  readonly rows?: number
  readonly speech: { readonly lang: string; readonly dir: 'ltr' | 'rtl' }
  readonly onChange: (value: string) => void
}): ReactNode => {
  const { t } = useMessages()
  const id = useId()
  const input = useRef<HTMLTextAreaElement>(null)
  const [side, setSide] = useState<'write' | 'preview'>('write')
  const shown = useDeferredValue(value)
  const mark = (kind: MarkdownMark): void => {
    const area = input.current
    if (area === null) return
    const marked = markSelection(kind, area.value, area.selectionStart, area.selectionEnd)
    area.focus()
    area.setRangeText(marked.text, marked.from, marked.to, 'preserve')
    area.setSelectionRange(...marked.selection)
    onChange(area.value)
  }
  return (
    <div className={classes(styles['editor'], styles[side])}>
      <div className={styles['head']}>
        <label htmlFor={id} className={styles['label']}>
          {label}
        </label>
        <div role="group" aria-label={t('teach.marks', { field: label })} className={styles['tools']}>
          {(Object.keys(icons) as MarkdownMark[]).map((kind) => (
            <IconButton key={kind} icon={icons[kind]} label={t(`teach.mark-${kind}`)} onClick={() => mark(kind)} />
          ))}
        </div>
        <button
          type="button"
          className={styles['switch']}
          aria-pressed={side === 'preview'}
          onClick={() => setSide(side === 'write' ? 'preview' : 'write')}
        >
          {t('teach.preview')}
        </button>
      </div>
      <div className={styles['sides']}>
        <textarea
          ref={input}
          id={id}
          value={value}
          rows={rows}
          {...speech}
          spellCheck
          className={styles['text']}
          onChange={({ target }) => onChange(target.value)}
        />
        <section {...speech} aria-label={t('teach.preview-of', { field: label })} className={styles['shown']}>
          {shown.trim() === '' ? (
            <p className={styles['empty']}>{t('teach.preview-empty')}</p>
          ) : (
            <RichText markdown={shown} />
          )}
        </section>
      </div>
    </div>
  )
}
