import { useState, type ReactNode } from 'react'
import { shapes as alert } from 'virtual:icon/circle-alert'
import { shapes as download } from 'virtual:icon/download'
import { shapes as upload } from 'virtual:icon/upload'
import { useParams } from 'wouter'
import { addresses } from '#app/addresses.ts'
import { useObservable } from '#app/use-observable.ts'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import forms from '#parts/form.module.css'
import { NotTaught } from '#parts/not-taught.tsx'
import { saveFile } from '#parts/save-file.ts'
import { csvFile } from '#parts/to-csv.ts'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { FilePicker } from '#ui/file-picker.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { ProgressBar } from '#ui/progress.tsx'
import { again, begin, countOf, groupsBefore, judge, type JudgedRow } from './list-import.ts'
import { ListRows } from './list-rows.tsx'
import { decodeText } from './roster-csv/decode-text.ts'
import { readRoster } from './roster-csv/read-roster.ts'

/** Lists of people have some hundred bytes a line. */
const MOST_BYTES = 10_000_000

type Step =
  | { readonly at: 'choosing'; readonly problem?: string }
  | { readonly at: 'judged'; readonly isGuessed: boolean; readonly problem?: string | undefined }
  | { readonly at: 'done'; readonly problem?: string | undefined }
  | { readonly at: 'taken-back'; readonly removed: number; readonly kept: number }

/** A list of people comes into the course: read, judged line by line before anything is done, done, and taken back if need be. */
export const RosterScreen = (): ReactNode => {
  const { t, tOf, number } = useMessages()
  const { courseId } = useParams<'/teach/:courseId/roster'>()
  const { roster, course: courseOf, newId } = useTeaching()
  const course = useObservable(() => courseOf(courseId), [courseOf, courseId])
  const [step, setStep] = useState<Step>({ at: 'choosing' })
  const [rows, setRows] = useState<readonly JudgedRow[]>([])
  const [importId, setImportId] = useState('')
  const [progress, setProgress] = useState<number | null>(null)
  if (course === null) return <NotTaught back={{ href: addresses.teach, label: t('nav.teach') }} />
  const waiting = rows.filter(({ result }) => result === undefined).length

  const ask = async (list: readonly JudgedRow[], isPreview: boolean, id: string) => {
    const all = list.filter(({ result }) => result === undefined).length
    setProgress(0)
    const run = await judge(roster, { courseId, importId: id, isPreview }, list, (judged) =>
      setProgress(judged / Math.max(1, all)),
    )
    setProgress(null)
    setRows(run.rows)
    return run
  }
  const look = async (chosen: readonly File[]): Promise<void> => {
    if (chosen.reduce((sum, { size }) => sum + size, 0) > MOST_BYTES)
      return setStep({ at: 'choosing', problem: t('list.too-large') })
    const files = await Promise.all(
      chosen.map(async (file) => ({ name: file.name, ...decodeText(new Uint8Array(await file.arrayBuffer())) })),
    )
    const read = readRoster(files)
    if (read.outcome === 'unreadable') return setStep({ at: 'choosing', problem: t(`list.unreadable-${read.reason}`) })
    const id = `list-${newId().replaceAll(/[^\w-]/g, '')}`
    setImportId(id)
    const { problem } = await ask(begin(read.rows), true, id)
    return setStep({ at: 'judged', isGuessed: files.some(({ isGuessed }) => isGuessed), problem })
  }
  const goOn = async (): Promise<void> => {
    const { problem } = await ask(rows, step.at === 'judged', importId)
    setStep(step.at === 'judged' ? { ...step, problem } : { at: 'done', problem })
  }
  const takeIn = async (): Promise<void> => {
    const { problem } = await ask(again(rows), false, importId)
    setStep({ at: 'done', problem })
  }
  const takeBack = async (): Promise<void> => {
    setProgress(0)
    const answer = await roster.takeBack(courseId, { importId, groups: groupsBefore(rows) })
    setProgress(null)
    setStep(answer.ok ? { at: 'taken-back', ...answer.value } : { at: 'done', problem: answer.messageId })
  }
  const comes = countOf(rows, 'enrolled') + countOf(rows, 'account-made')
  const moved = groupsBefore(rows).length
  return (
    <>
      <PageHeader title={t('list.title')} back={{ href: addresses.teachPeople(courseId), label: t('teach.people') }} />
      <div className={forms['form']}>
        {step.at === 'choosing' && progress === null && (
          <>
            <p>{t('list.formats')}</p>
            <p className={forms['soft']}>{t('list.formats-one-roster')}</p>
            <div>
              <FilePicker
                label={t('list.choose')}
                kind="primary"
                isMany
                accept=".csv,.txt,.tsv,text/csv,text/plain,text/tab-separated-values"
                onFiles={(chosen) => void look(chosen)}
              />
            </div>
            {step.problem !== undefined && (
              <Banner tone="problem" icon={alert} title={t('list.unreadable')}>
                {step.problem}
              </Banner>
            )}
          </>
        )}
        {progress !== null && (
          <div role="status">
            <p>{t(step.at === 'choosing' ? 'list.looking' : 'list.working')}</p>
            <ProgressBar value={progress} label={t('list.working')} />
          </div>
        )}
        {progress === null && step.at !== 'choosing' && (
          <>
            {step.at === 'taken-back' ? (
              <p role="status">{t('list.taken-back', { removed: step.removed, kept: step.kept })}</p>
            ) : (
              <p role="status">
                {t(step.at === 'done' ? 'list.is-in' : 'list.will-be', { count: comes })}{' '}
                {moved > 0 && t('list.moved', { count: moved })}
              </p>
            )}
            {'problem' in step && step.problem !== undefined && (
              <Banner
                tone="needs-you"
                icon={alert}
                title={tOf(step.problem)}
                action={<Button onClick={() => void goOn()}>{t('list.go-on')}</Button>}
              >
                {t('list.cut-off', { count: waiting })}
              </Banner>
            )}
            {step.at === 'judged' && step.isGuessed && <Banner icon={alert}>{t('list.guessed')}</Banner>}
            {step.at !== 'taken-back' && <ListRows rows={rows} isDone={step.at === 'done'} />}
            <div className={forms['actions']}>
              {step.at === 'judged' && waiting === 0 && comes + moved > 0 && (
                <Button kind="primary" icon={upload} onClick={() => void takeIn()}>
                  {t('list.take-in', { count: comes + moved })}
                </Button>
              )}
              {step.at === 'done' && <Button onClick={() => void takeBack()}>{t('list.take-back')}</Button>}
              {step.at !== 'taken-back' && (
                <Button icon={download} onClick={() => saveFile(csvFile(t('list.report'), reportOf(rows)))}>
                  {t('list.save-report')}
                </Button>
              )}
              <Button
                onClick={() => {
                  setRows([])
                  setStep({ at: 'choosing' })
                }}
              >
                {t('list.another')}
              </Button>
            </div>
            {step.at === 'judged' && (
              <p className={forms['soft']}>{t('list.letters', { count: number(countOf(rows, 'account-made')) })}</p>
            )}
          </>
        )}
      </div>
    </>
  )

  function reportOf(some: readonly JudgedRow[]): readonly (readonly string[])[] {
    return [
      [t('list.file'), t('list.line'), t('list.name'), t('list.email'), t('teach.group'), t('list.outcome')],
      ...some.map(({ row, result }) => [
        row.file,
        String(row.line),
        row.name,
        row.email,
        row.group ?? '',
        result === undefined
          ? ''
          : result.outcome === 'faulty'
            ? tOf(`list.fault-${result.reason}`)
            : tOf(`list.${result.outcome}`),
      ]),
    ]
  }
}
