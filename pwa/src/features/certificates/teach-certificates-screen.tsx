import { useState, type ReactNode } from 'react'
import { shapes as medal } from 'virtual:icon/medal'
import { useParams } from 'wouter'
import type { Certificate } from '@edutrack/shared-schema/collections/certificates'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import { addresses } from '#app/addresses.ts'
import { useCertificates } from '#app/use-certificates.ts'
import { useObservable } from '#app/use-observable.ts'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import { NotTaught } from '#parts/not-taught.tsx'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { TextField } from '#ui/text-field.tsx'
import { CertificateState } from './certificate-state.tsx'
import { DecideSheet } from './decide-sheet.tsx'
import styles from './teach-certificates.module.css'

/** As many at first; more by a tap. */
const PAGE = 50
/** From so many on there is something to search. */
const WORTH_SEARCHING = 10

/** Who has a certificate of the course; each can be taken back, given back, or made anew. */
export const TeachCertificatesScreen = (): ReactNode => {
  const { t } = useMessages()
  const { courseId } = useParams<'/teach/:courseId/certificates'>()
  const teaching = useTeaching()
  const edited = useObservable(() => teaching.course(courseId), [teaching, courseId])
  if (edited === null) return <NotTaught back={{ href: addresses.teach, label: t('nav.teach') }} />
  const course = edited?.document
  return (
    <>
      <PageHeader
        title={t('teach-certificates.title')}
        back={{ href: addresses.teachCourse(courseId), label: course?.title ?? t('nav.teach') }}
      />
      {course === undefined ? <Skeleton lines={4} shape="card" /> : <Issued course={course} />}
    </>
  )
}

const Issued = ({ course }: { readonly course: Course }): ReactNode => {
  const { t, date, number } = useMessages()
  const certificates = useCertificates()
  const issued = useObservable(() => certificates.ofCourse(course.id), [certificates, course.id])
  const [openId, setOpenId] = useState<string | null>(null)
  const [searched, setSearched] = useState('')
  const [shown, setShown] = useState(PAGE)
  const wanted = searched.trim().toLocaleLowerCase()
  const found = issued?.filter(({ personName }) => personName.toLocaleLowerCase().includes(wanted)) ?? []
  const open: Certificate | undefined = issued?.find(({ id }) => id === openId)
  return (
    <>
      {issued === undefined ? (
        <Skeleton lines={4} shape="card" />
      ) : issued.length === 0 ? (
        <EmptyState icon={medal} title={t('teach-certificates.empty-title')}>
          {course.certificate === undefined
            ? t('teach-certificates.empty-without')
            : t('teach-certificates.empty-with', { percent: number(course.certificate.minimumPercent) })}
        </EmptyState>
      ) : (
        <div className={styles['page']}>
          {issued.length >= WORTH_SEARCHING && (
            <TextField
              label={t('teach-certificates.search')}
              type="search"
              value={searched}
              onChange={({ target }) => setSearched(target.value)}
            />
          )}
          {found.length === 0 && <p role="status">{t('teach-certificates.nobody')}</p>}
          <ul className={styles['list']}>
            {found.slice(0, shown).map((certificate) => (
              <Card as="li" key={certificate.id} className={styles['row']}>
                <div className={styles['text']}>
                  <p className={styles['name']}>
                    <bdi>{certificate.personName}</bdi>
                  </p>
                  <p className={styles['soft']}>
                    {t('teach-certificates.issued', {
                      date: date(certificate.issuedAt),
                      grade: number(certificate.percent),
                    })}
                  </p>
                  <CertificateState status={certificate.status} />
                </div>
                <Button
                  aria-label={t('teach-certificates.change-of', { name: certificate.personName })}
                  onClick={() => setOpenId(certificate.id)}
                >
                  {t('teach-certificates.change')}
                </Button>
              </Card>
            ))}
          </ul>
          {found.length > shown && (
            <Button onClick={() => setShown(shown + PAGE)}>
              {t('teach-certificates.more', { count: found.length - shown })}
            </Button>
          )}
        </div>
      )}
      {open !== undefined && <DecideSheet certificate={open} onClose={() => setOpenId(null)} />}
    </>
  )
}
