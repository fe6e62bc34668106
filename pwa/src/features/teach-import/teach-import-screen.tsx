import { useState, type ReactNode } from 'react'
import { shapes as alert } from 'virtual:icon/circle-alert'
import { shapes as upload } from 'virtual:icon/upload'
import { useLocation } from 'wouter'
import { addresses } from '#app/addresses.ts'
import type { PackageReport } from '#app/teaching.ts'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import forms from '#parts/form.module.css'
import { Banner } from '#ui/banner.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { FilePicker } from '#ui/file-picker.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { PackageFiles, type TakenIn } from './package-files.tsx'
import { Report } from './report.tsx'

/** A package of another system becomes a draft course; before, everything in it is told with what becomes of it. */
export const TeachImportScreen = (): ReactNode => {
  const { t } = useMessages()
  const teaching = useTeaching()
  const [, navigate] = useLocation()
  const [name, setName] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [read, setRead] = useState<PackageReport | null>(null)
  const [taken, setTaken] = useState<TakenIn | null>(null)
  const look = async (file: File): Promise<void> => {
    setName(file.name)
    setRead(null)
    setTaken(null)
    setBusy(true)
    setRead(await teaching.readPackage(file))
    setBusy(false)
  }
  const takeIn = async (found: Extract<PackageReport, { readonly outcome: 'read' }>): Promise<void> => {
    setBusy(true)
    const made = await found.takeIn()
    setBusy(false)
    // Where files come along, what becomes of each is told here.
    if (found.files.length === 0) navigate(addresses.teachCourse(made.courseId))
    else setTaken(made)
  }
  return (
    <>
      <PageHeader title={t('teach.import')} back={{ href: addresses.teach, label: t('nav.teach') }} />
      <div className={forms['form']}>
        <p>{t('import.formats')}</p>
        <div>
          <FilePicker
            label={t('import.choose')}
            kind="primary"
            isBusy={isBusy}
            accept=".xml,.zip,.imscc,.gift,.txt,text/plain,text/xml,application/xml,application/zip"
            onFiles={([file]) => {
              if (file !== undefined) void look(file)
            }}
          />
        </div>
        <p role="status">{isBusy ? t('import.reading', { name }) : ''}</p>
        {read?.outcome === 'unreadable' && (
          <Banner tone="problem" icon={alert} title={t('import.unreadable', { name })}>
            {read.problem}
          </Banner>
        )}
        {read?.outcome === 'read' && (
          <>
            <Report report={read.report} />
            {read.files.length > 0 && <PackageFiles files={read.files} taken={taken} />}
            <div className={forms['actions']}>
              {taken === null ? (
                <Button kind="primary" icon={upload} isBusy={isBusy} onClick={() => void takeIn(read)}>
                  {t('import.take-in')}
                </Button>
              ) : (
                <LinkButton kind="primary" href={addresses.teachCourse(taken.courseId)}>
                  {t('import.open-course')}
                </LinkButton>
              )}
            </div>
          </>
        )}
      </div>
    </>
  )
}
