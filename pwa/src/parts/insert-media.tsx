import { useState, type ReactNode } from 'react'
import { shapes as plus } from 'virtual:icon/image-plus'
import { problemOfFile, roleOfFile } from '#media/role-of-file.ts'
import { useServices } from '#app/app-context.ts'
import { useCurrent } from '#app/use-observable.ts'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import { Button } from '#ui/button.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { TextField } from '#ui/text-field.tsx'
import forms from './form.module.css'
import styles from './insert-media.module.css'
import { mediaMarkdown } from './media-markdown.ts'
import { MediaPicker } from './media-picker.tsx'
import { FileThumb, MediumThumb } from './medium-thumb.tsx'
import { useFileUrl } from './use-local-urls.ts'
import { useMediaList, type ListedMedium } from './use-media-list.ts'

export interface MediaWish {
  /** Dropped or pasted; none where something is to be chosen. */
  readonly files: readonly File[]
  readonly insert: (markdown: string) => void
}

/** A medium that is about to be put into a text: a file that was chosen, or one that the course has. */
interface Draft {
  readonly key: string
  readonly source: { readonly file: File } | { readonly medium: ListedMedium }
  readonly words: string
  readonly isDecoration: boolean
}

/** Puts pictures, films and the like into a text: new ones, or those of the course, each with words for whoever can't see it. Without a network as well. */
export const InsertMedia = ({
  courseId,
  wish,
  onClose,
}: {
  readonly courseId: string
  readonly wish: MediaWish
  readonly onClose: () => void
}): ReactNode => {
  const { t, tOf } = useMessages()
  const { media, newId } = useTeaching()
  const isOnline = useCurrent(useServices().connectivity.isOnline$) ?? true
  const draftOf = (source: Draft['source']): Draft => ({ key: newId(), source, words: '', isDecoration: false })
  const [drafts, setDrafts] = useState<readonly Draft[]>(() => wish.files.map((file) => draftOf({ file })))
  const [problem, setProblem] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const change = (key: string, part: Partial<Draft>): void =>
    setDrafts(drafts.map((draft) => (draft.key === key ? { ...draft, ...part } : draft)))
  const isReady = drafts.length > 0 && drafts.every((draft) => problemOf(draft) === undefined && hasWords(draft))

  const insert = async (): Promise<void> => {
    setBusy(true)
    const mentions: string[] = []
    for (const { source, words, isDecoration } of drafts) {
      const added =
        'file' in source ? await media.add(courseId, source.file) : { ok: true as const, id: source.medium.id }
      if (added.ok) mentions.push(mediaMarkdown(isDecoration ? '' : words, added.id))
      else setProblem(added.messageId)
    }
    setBusy(false)
    if (mentions.length > 0) wish.insert(mentions.join('\n\n'))
    if (mentions.length === drafts.length) onClose()
  }
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('media.insert')}
      closeLabel={t('action.close')}
      {...(drafts.length === 0
        ? {}
        : {
            footer: (
              <Button kind="primary" icon={plus} isWide isBusy={isBusy || !isReady} onClick={() => void insert()}>
                {t('media.insert-these', { count: drafts.length })}
              </Button>
            ),
          })}
    >
      <div className={forms['form']}>
        {problem !== undefined && <p role="alert">{tOf(problem)}</p>}
        {drafts.map((draft) => (
          <DraftFields
            key={draft.key}
            draft={draft}
            onChange={(part) => change(draft.key, part)}
            onRemove={() => setDrafts(drafts.filter(({ key }) => key !== draft.key))}
          />
        ))}
        {drafts.length > 0 && (
          <p className={forms['soft']}>
            {t(isOnline ? 'media.goes-now' : media.sendsWithAppClosed ? 'media.goes-later' : 'media.goes-later-open')}
          </p>
        )}
        <MediaPicker
          label={t(drafts.length === 0 ? 'media.choose' : 'media.choose-more')}
          roles={['image', 'video', 'audio', 'document']}
          isMany
          onFiles={(files) => setDrafts([...drafts, ...files.map((file) => draftOf({ file }))])}
        />
        {drafts.length === 0 && (
          <FromCourse courseId={courseId} onChoose={(medium) => setDrafts([draftOf({ medium })])} />
        )}
      </div>
    </Sheet>
  )
}

const problemOf = ({ source }: Draft): string | undefined => ('file' in source ? problemOfFile(source.file) : undefined)
const roleOf = ({ source }: Draft): ListedMedium['role'] =>
  'file' in source ? (roleOfFile(source.file) ?? 'document') : source.medium.role
const hasWords = ({ words, isDecoration }: Draft): boolean => isDecoration || words.trim() !== ''

const DraftFields = ({
  draft,
  onChange,
  onRemove,
}: {
  readonly draft: Draft
  readonly onChange: (part: Partial<Draft>) => void
  readonly onRemove: () => void
}): ReactNode => {
  const { t, tOf, bytes } = useMessages()
  const { source } = draft
  const url = useFileUrl('file' in source ? source.file : undefined)
  const name = 'file' in source ? source.file.name : source.medium.name
  const problem = problemOf(draft)
  const role = roleOf(draft)
  return (
    <section aria-label={name} className={styles['draft']}>
      <div className={styles['head']}>
        {'medium' in source && source.medium.file !== undefined ? (
          <FileThumb file={source.medium.file} />
        ) : (
          <MediumThumb role={role} url={problem === undefined ? url : undefined} />
        )}
        <div className={styles['about']}>
          <bdi className={styles['name']}>{name}</bdi>
          <span className={forms['soft']}>{bytes('file' in source ? source.file.size : source.medium.bytes)}</span>
        </div>
        <Button kind="quiet" onClick={onRemove}>
          {t('media.not-this')}
        </Button>
      </div>
      {problem !== undefined ? (
        <p role="alert">{tOf(problem)}</p>
      ) : (
        <>
          {!draft.isDecoration && (
            <TextField
              label={t(role === 'image' ? 'media.alt' : 'media.title')}
              hint={t(role === 'image' ? 'media.alt-hint' : 'media.title-hint')}
              value={draft.words}
              maxLength={300}
              onChange={({ target }) => onChange({ words: target.value })}
            />
          )}
          {role === 'image' && (
            <Checkbox
              label={t('media.decoration')}
              hint={t('media.decoration-hint')}
              isChecked={draft.isDecoration}
              onChange={(isDecoration) => onChange({ isDecoration })}
            />
          )}
        </>
      )}
    </section>
  )
}

const FromCourse = ({
  courseId,
  onChoose,
}: {
  readonly courseId: string
  readonly onChoose: (medium: ListedMedium) => void
}): ReactNode => {
  const { t, bytes } = useMessages()
  const list = (useMediaList(courseId) ?? []).filter(
    ({ role, upload }) => role !== 'captions' && upload?.state !== 'refused',
  )
  if (list.length === 0) return null
  return (
    <section aria-label={t('media.of-course')}>
      <h3>{t('media.of-course')}</h3>
      <ul className={styles['list']}>
        {list.map((medium) => (
          <li key={medium.id}>
            <button type="button" className={styles['choice']} onClick={() => onChoose(medium)}>
              {medium.file === undefined ? (
                <MediumThumb role={medium.role} url={undefined} />
              ) : (
                <FileThumb file={medium.file} />
              )}
              <span className={styles['about']}>
                <bdi className={styles['name']}>{medium.name}</bdi>
                <span className={forms['soft']}>{bytes(medium.bytes)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
