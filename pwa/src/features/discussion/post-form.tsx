import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { PostDraft } from '#app/discussions.ts'
import { useDiscussions } from '#app/use-discussions.ts'
import { useMessages } from '#i18n/messages.tsx'
import { MarkdownEditor } from '#parts/markdown-editor.tsx'
import { SavedNote } from '#parts/saved-note.tsx'
import { useAnswerSaver } from '#parts/use-answer-saver.ts'
import { Button } from '#ui/button.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { TextField } from '#ui/text-field.tsx'
import styles from './discussion.module.css'

const MAX_TITLE = 200
const MAX_TEXT = 50_000
const blank: PostDraft = { title: '', markdown: '' }

/** What is to be written: a new post, or another text of one. */
export interface Writing {
  /** Where its draft is kept until it is sent off. */
  readonly place: string
  readonly kind: 'announcement' | 'discussion' | 'reply'
  /** Of a post that is changed. */
  readonly from?: PostDraft
  /** What is replied to, in its first words. */
  readonly to?: string
  readonly send: (post: PostDraft) => Promise<unknown>
}

/** Writes a post; what is typed is kept on this device until it is sent off, also when the sheet is closed or the phone dies. */
export const PostSheet = ({
  writing,
  onClose,
}: {
  readonly writing: Writing | undefined
  readonly onClose: () => void
}): ReactNode => {
  const { t } = useMessages()
  return (
    <Sheet
      isOpen={writing !== undefined}
      onClose={onClose}
      title={
        writing === undefined
          ? ''
          : t(writing.from === undefined ? `discussion.new-${writing.kind}` : 'discussion.change')
      }
      closeLabel={t('action.close')}
    >
      {writing !== undefined && <PostForm key={writing.place} writing={writing} onDone={onClose} />}
    </Sheet>
  )
}

const PostForm = ({ writing, onDone }: { readonly writing: Writing; readonly onDone: () => void }): ReactNode => {
  const { t, language, direction } = useMessages()
  const discussions = useDiscussions()
  const { place, kind, from = blank, to } = writing
  const [value, setValue] = useState<PostDraft>()
  const [isBusy, setBusy] = useState(false)
  const [isTold, setTold] = useState(false)
  const { saver, state } = useAnswerSaver((_id, draft) => discussions.keepDraft(place, draft as PostDraft | undefined))
  const first = useRef(from)
  useEffect(() => {
    let isCurrent = true
    void discussions.draft(place).then(
      (draft) => isCurrent && setValue(draft ?? first.current),
      () => isCurrent && setValue(first.current),
    )
    return () => {
      isCurrent = false
    }
  }, [discussions, place])
  if (value === undefined) return null

  const hasTitle = kind !== 'reply'
  const title = value.title.trim()
  const markdown = value.markdown.trim()
  const problem =
    hasTitle && title === ''
      ? t('discussion.title-needed')
      : !hasTitle && markdown === ''
        ? t('discussion.text-needed')
        : markdown.length > MAX_TEXT
          ? t('discussion.too-long', { count: markdown.length - MAX_TEXT })
          : undefined
  const change = (patch: Partial<PostDraft>): void => {
    const next = { ...value, ...patch }
    setValue(next)
    saver.put('draft', next, 'typed')
  }
  const send = async (): Promise<void> => {
    setTold(true)
    if (problem !== undefined || isBusy) return
    setBusy(true)
    try {
      await writing.send({ title, markdown })
      saver.put('draft', undefined, 'now')
      await saver.flush()
      onDone()
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      {to !== undefined && (
        <p className={styles['quote']} dir="auto">
          {to}
        </p>
      )}
      {hasTitle && (
        <TextField
          label={t(`discussion.title-${kind === 'announcement' ? 'announcement' : 'discussion'}`)}
          value={value.title}
          maxLength={MAX_TITLE}
          dir="auto"
          autoComplete="off"
          onChange={({ target }) => change({ title: target.value })}
        />
      )}
      <MarkdownEditor
        label={t('discussion.text')}
        value={value.markdown}
        rows={5}
        speech={{ lang: language, dir: direction }}
        onChange={(text) => change({ markdown: text })}
      />
      {isTold && problem !== undefined && (
        <p role="alert" className={styles['problem']}>
          {problem}
        </p>
      )}
      <div className={styles['formEnd']}>
        <SavedNote state={state} />
        <Button type="submit" kind="primary" isBusy={isBusy}>
          {t(writing.from === undefined ? 'discussion.send' : 'action.save')}
        </Button>
      </div>
    </form>
  )
}
