import { useState, type ReactNode } from 'react'
import { shapes as download } from 'virtual:icon/download'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import forms from '#parts/form.module.css'
import { saveFile } from '#parts/save-file.ts'
import { Button } from '#ui/button.tsx'
import { Select } from '#ui/select.tsx'

const formats = ['common-cartridge', 'qti3', 'gift'] as const
type Written = Awaited<ReturnType<ReturnType<typeof useTeaching>['writePackage']>>

/** The course as a file for other systems, and what of it the format can't hold. */
export const SaveAsPackage = ({ courseId }: { readonly courseId: string }): ReactNode => {
  const { t } = useMessages()
  const teaching = useTeaching()
  const [format, setFormat] = useState<(typeof formats)[number]>('common-cartridge')
  const [isBusy, setBusy] = useState(false)
  const [written, setWritten] = useState<Written | null>(null)
  const save = async (): Promise<void> => {
    setBusy(true)
    setWritten(null)
    const made = await teaching.writePackage(courseId, format)
    if (made !== undefined) saveFile(made.file)
    setWritten(made)
    setBusy(false)
  }
  const losses = written?.report.items.filter(({ status }) => status !== 'exported') ?? []
  return (
    <div className={forms['form']}>
      <Select
        label={t('export.format')}
        value={format}
        options={formats.map((each) => ({ value: each, label: t(`export.${each}`) }))}
        onChange={(value) => setFormat(value as (typeof formats)[number])}
      />
      <div className={forms['actions']}>
        <Button icon={download} isBusy={isBusy} onClick={() => void save()}>
          {t('export.save')}
        </Button>
      </div>
      <div role="status">
        {written === undefined && t('export.failed')}
        {written !== null && written !== undefined && (
          <p>{t('export.saved', { name: written.file.name, losses: losses.length })}</p>
        )}
        {losses.length > 0 && (
          <ul>
            {losses.map(({ id, title, reason }, index) => (
              <li key={`${id}-${String(index)}`}>
                <bdi>{title}</bdi>: {reason}
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}
