import { useDeferredValue, useId, useRef, useState, type ReactNode } from 'react'
import { shapes as bold } from 'virtual:icon/bold'
import { shapes as heading } from 'virtual:icon/heading'
import { shapes as italic } from 'virtual:icon/italic'
import { shapes as link } from 'virtual:icon/link'
import { shapes as list } from 'virtual:icon/list'
import { shapes as picture } from 'virtual:icon/image-plus'
import { shapes as formula } from 'virtual:icon/sigma'
import { useMessages } from '#i18n/messages.tsx'
import { RichText } from '#rich-text/rich-text.tsx'
import { classes } from '#ui/classes.ts'
import { Toolbar, type Tool } from '#ui/toolbar.tsx'
import { asBlock } from './as-block.ts'
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
  onMedia,
}: {
  readonly label: string
  readonly value: string
  readonly rows?: number
  readonly speech: { readonly lang: string; readonly dir: 'ltr' | 'rtl' }
  readonly onChange: (value: string) => void
  /** Somebody wishes for a medium here, or has dropped or pasted files; `insert` puts in what becomes of it, where the cursor was. */
  readonly onMedia?: (files: readonly File[], insert: (markdown: string) => void) => void
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
  const insert = (markdown: string): void => {
    const area = input.current
    if (area === null) return
    const block = asBlock(markdown, area.value, area.selectionStart, area.selectionEnd)
    area.focus()
    area.setRangeText(block, area.selectionStart, area.selectionEnd, 'end')
    onChange(area.value)
  }
  const tools: readonly Tool[] = [
    ...(Object.keys(icons) as MarkdownMark[]).map((kind) => ({
      icon: icons[kind],
      label: t(`teach.mark-${kind}`),
      onUse: () => mark(kind),
    })),
    ...(onMedia === undefined ? [] : [{ icon: picture, label: t('media.insert'), onUse: () => onMedia([], insert) }]),
  ]
  /** Whether there were files, which then are nobody else's business. */
  const takeFiles = (transfer: DataTransfer): boolean => {
    if (onMedia === undefined || transfer.files.length === 0) return false
    onMedia([...transfer.files], insert)
    return true
  }
  return (
    <div className={classes(styles['editor'], styles[side])}>
      <div className={styles['head']}>
        <label htmlFor={id} className={styles['label']}>
          {label}
        </label>
        <button
          type="button"
          className={styles['switch']}
          aria-pressed={side === 'preview'}
          onClick={() => setSide(side === 'write' ? 'preview' : 'write')}
        >
          {t('teach.preview')}
        </button>
        <Toolbar label={t('teach.marks', { field: label })} tools={tools} className={styles['tools']} />
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
          onPaste={(event) => {
            if (takeFiles(event.clipboardData)) event.preventDefault()
          }}
          onDragOver={(event) => {
            if (onMedia !== undefined && event.dataTransfer.types.includes('Files')) event.preventDefault()
          }}
          onDrop={(event) => {
            if (takeFiles(event.dataTransfer)) event.preventDefault()
          }}
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
