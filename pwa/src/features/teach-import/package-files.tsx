import { type ReactNode } from 'react'
import { shapes as check } from 'virtual:icon/check'
import { shapes as none } from 'virtual:icon/circle-x'
import type { PackageReport } from '#app/teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import { Section } from '#parts/section.tsx'
import forms from '#parts/form.module.css'
import { UploadState } from '#parts/upload-state.tsx'
import { useMediaList, type ListedMedium } from '#parts/use-media-list.ts'
import { Icon } from '#ui/icon.tsx'
import styles from './teach-import.module.css'

type Read = Extract<PackageReport, { readonly outcome: 'read' }>
export type TakenIn = Awaited<ReturnType<Read['takeIn']>>

/** The pictures, films and the like of a package: before, whether a course takes them; after, how far each has got. */
export const PackageFiles = ({
  files,
  taken,
}: {
  readonly files: Read['files']
  readonly taken: TakenIn | null
}): ReactNode => {
  const { t } = useMessages()
  return (
    <Section title={t('import.files')}>
      <div className={forms['form']}>
        <p className={forms['soft']}>{t('import.files-text')}</p>
        {taken === null ? (
          <FileList
            files={files}
            stateOf={({ problem }) => (problem === undefined ? <Coming /> : <Out code={problem} />)}
          />
        ) : (
          <TakenFiles files={files} taken={taken} />
        )}
      </div>
    </Section>
  )
}

const TakenFiles = ({ files, taken }: { readonly files: Read['files']; readonly taken: TakenIn }): ReactNode => {
  const { t } = useMessages()
  const list = useMediaList(taken.courseId) ?? []
  const mediumOf = (id: string): ListedMedium | undefined => list.find((medium) => medium.id === id)
  return (
    <FileList
      files={files}
      stateOf={({ id, problem = taken.problems.get(id) }) => {
        if (problem !== undefined) return <Out code={problem} />
        const medium = mediumOf(id)
        if (medium?.upload !== undefined) return <UploadState upload={medium.upload} />
        return medium === undefined ? null : <p>{t('import.file-here')}</p>
      }}
    />
  )
}

const FileList = ({
  files,
  stateOf,
}: {
  readonly files: Read['files']
  readonly stateOf: (file: Read['files'][number]) => ReactNode
}): ReactNode => {
  const { bytes } = useMessages()
  return (
    <ul className={styles['items']}>
      {files.map((file) => (
        <li key={file.id} data-status={file.problem === undefined ? 'imported' : 'skipped'}>
          <Icon shapes={file.problem === undefined ? check : none} />
          <div>
            <p className={styles['title']}>
              <bdi>{file.name}</bdi>
            </p>
            <p className={forms['soft']}>{bytes(file.bytes)}</p>
            {stateOf(file)}
          </div>
        </li>
      ))}
    </ul>
  )
}

const Coming = (): ReactNode => {
  const { t } = useMessages()
  return <p className={forms['soft']}>{t('import.status-imported')}</p>
}

const Out = ({ code }: { readonly code: string }): ReactNode => {
  const { t, tOf } = useMessages()
  return (
    <p>
      {t('import.status-skipped')}: {tOf(code)}
    </p>
  )
}
