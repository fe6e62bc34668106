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
import { Button } from '#ui/button.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Report } from './report.tsx'
import styles from './teach-import.module.css'

/** A package of another system becomes a draft course; before, everything in it is told with what becomes of it. */
export const TeachImportScreen = (): ReactNode => {
  const { t } = useMessages()
  const teaching = useTeaching()
  const [, navigate] = useLocation()
  const [name, setName] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [read, setRead] = useState<PackageReport | null>(null)
  const look = async (file: File): Promise<void> => {
    setName(file.name)
    setRead(null)
    setBusy(true)
    setRead(await teaching.readPackage(file))
    setBusy(false)
  }
  return (
    <>
      <PageHeader title={t('teach.import')} back={{ href: addresses.teach, label: t('nav.teach') }} />
      <div className={forms['form']}>
        <p>{t('import.formats')}</p>
        <label className={styles['file']}>
          <span>{t('import.choose')}</span>
          <input
            type="file"
            accept=".xml,.zip,.imscc,.gift,.txt,text/plain,text/xml,application/xml,application/zip"
            onChange={({ target }) => {
              const file = target.files?.[0]
              if (file !== undefined && !isBusy) void look(file)
            }}
          />
        </label>
        <p role="status">{isBusy ? t('import.reading', { name }) : ''}</p>
        {read?.outcome === 'unreadable' && (
          <Banner tone="problem" icon={alert} title={t('import.unreadable', { name })}>
            {read.problem}
          </Banner>
        )}
        {read?.outcome === 'read' && (
          <>
            <Report report={read.report} />
            {read.report.files > 0 && <Banner icon={alert}>{t('import.files', { count: read.report.files })}</Banner>}
            <div className={forms['actions']}>
              <Button
                kind="primary"
                icon={upload}
                isBusy={isBusy}
                onClick={() => {
                  setBusy(true)
                  void read.takeIn().then((courseId) => navigate(addresses.teachCourse(courseId)))
                }}
              >
                {t('import.take-in')}
              </Button>
            </div>
          </>
        )}
      </div>
    </>
  )
}
