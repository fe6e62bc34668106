import { useState, type DragEvent, type ReactNode } from 'react'
import { combineLatest } from 'rxjs'
import { shapes as images } from 'virtual:icon/images'
import { useParams } from 'wouter'
import { addresses } from '#app/addresses.ts'
import { useServices } from '#app/app-context.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useCurrent, useObservable } from '#app/use-observable.ts'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import forms from '#parts/form.module.css'
import { MediaPicker } from '#parts/media-picker.tsx'
import { NotTaught } from '#parts/not-taught.tsx'
import { TeachMediaProvider } from '#parts/teach-media-provider.tsx'
import { useMediaList } from '#parts/use-media-list.ts'
import { CardList } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { ScreenSkeleton } from '#ui/skeleton.tsx'
import { MediumRow } from './medium-row.tsx'
import styles from './teach-media.module.css'
import { usesOf } from './uses-of.ts'

/** Pictures, films and the like of a course: what there is, where it is, and what uses it. */
export const TeachMediaScreen = (): ReactNode => {
  const { t } = useMessages()
  const { courseId } = useParams<'/teach/:courseId/media'>()
  const teaching = useTeaching()
  const learning = useLearning()
  const known = useObservable(
    () =>
      combineLatest({
        edited: teaching.course(courseId),
        units: learning.units(courseId),
        questions: teaching.bank(courseId),
      }),
    [teaching, learning, courseId],
  )
  const course = known?.edited?.document
  const back = { href: addresses.teachCourse(courseId), label: course?.title ?? t('nav.teach') }
  if (known !== undefined && known.edited === null) return <NotTaught back={back} />
  return (
    <TeachMediaProvider courseId={courseId}>
      <PageHeader title={t('media.library')} back={back} />
      {known === undefined || course === undefined ? (
        <ScreenSkeleton label={t('app.loading')} />
      ) : (
        <Library courseId={courseId} usesOf={(id) => usesOf(id, { ...known, course })} />
      )}
    </TeachMediaProvider>
  )
}

const Library = ({
  courseId,
  usesOf: usesOfFile,
}: {
  readonly courseId: string
  readonly usesOf: (fileId: string) => ReturnType<typeof usesOf>
}): ReactNode => {
  const { t, tOf, bytes } = useMessages()
  const { media } = useTeaching()
  const isOnline = useCurrent(useServices().connectivity.isOnline$) ?? true
  const list = useMediaList(courseId)
  const [problems, setProblems] = useState<readonly { readonly name: string; readonly messageId: string }[]>([])
  const [isOver, setOver] = useState(false)
  const add = async (files: readonly File[]): Promise<void> => {
    const found = []
    for (const file of files) {
      const added = await media.add(courseId, file)
      if (!added.ok) found.push({ name: file.name, messageId: added.messageId })
    }
    setProblems(found)
  }
  const drop = (event: DragEvent): void => {
    setOver(false)
    if (event.dataTransfer.files.length === 0) return
    event.preventDefault()
    void add([...event.dataTransfer.files])
  }
  if (list === undefined) return <ScreenSkeleton label={t('app.loading')} />
  const total = list.reduce((sum, { file }) => sum + (file?.bytes ?? 0), 0)
  return (
    // Files may be dropped anywhere on it; the button does the same by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={forms['form']}
      data-over={isOver}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div className={styles['add']}>
        <MediaPicker
          label={t('media.add')}
          kind="primary"
          roles={['image', 'video', 'audio', 'captions', 'document']}
          isMany
          onFiles={(files) => void add(files)}
        />
        <p className={forms['soft']}>
          {t(
            isOnline
              ? 'media.add-hint'
              : media.sendsWithAppClosed
                ? 'media.add-hint-offline'
                : 'media.add-hint-offline-open',
          )}
        </p>
      </div>
      {problems.map(({ name, messageId }) => (
        <p key={name} role="alert">
          <strong>
            <bdi>{name}</bdi>
          </strong>
          : {tOf(messageId)}
        </p>
      ))}
      {list.length === 0 ? (
        <EmptyState icon={images} title={t('media.empty-title')}>
          {t('media.empty-text')}
        </EmptyState>
      ) : (
        <>
          <p className={forms['soft']}>{t('media.count', { count: list.length, size: bytes(total) })}</p>
          <CardList>
            {list.map((medium) => (
              <MediumRow key={medium.id} courseId={courseId} medium={medium} uses={usesOfFile(medium.id)} />
            ))}
          </CardList>
        </>
      )}
    </div>
  )
}
