import type { ReactNode } from 'react'
import { shapes as here } from 'virtual:icon/circle-arrow-down'
import { shapes as check } from 'virtual:icon/check'
import { Link } from 'wouter'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import { addresses } from '#app/addresses.ts'
import type { CourseCard, CourseDownload } from '#app/services.ts'
import { useMessages } from '#i18n/messages.tsx'
import { CoverOf } from '#parts/cover-of.tsx'
import { Icon } from '#ui/icon.tsx'
import styles from './courses.module.css'

/** A course in the list: what it is, how long, how large, and whether it is on this phone. */
export const CourseCardRow = ({
  card,
  download,
  enrolment,
}: {
  readonly card: CourseCard
  readonly download: CourseDownload | undefined
  readonly enrolment: Enrolment | undefined
}): ReactNode => {
  const { t, minutes, bytes, language, languageName } = useMessages()
  const isHere = download?.state === 'ready' || download?.state === 'update-available'
  const isIn = enrolment?.status === 'active' || enrolment?.status === 'completed'
  const facts = [
    t(`level.${card.level}`),
    ...(card.minutes > 0 ? [minutes(card.minutes)] : []),
    ...(card.contents.bytes > 0 ? [bytes(card.contents.bytes)] : []),
    ...(card.language.split('-')[0] === language.split('-')[0] ? [] : [languageName(card.language)]),
  ]
  return (
    <Link href={addresses.course(card.id)} className={styles['card']}>
      <span className={styles['cover']}>
        <CoverOf course={card} shape="square" />
      </span>
      <span className={styles['cardText']}>
        <span className={styles['cardTitle']}>
          <bdi>{card.title}</bdi>
        </span>
        <span className={styles['teacher']}>{card.instructorName}</span>
        <span className={styles['facts']}>
          {facts.map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </span>
        {(isHere || isIn) && (
          <span className={styles['marks']}>
            {isIn && (
              <span className={styles['mark']}>
                <Icon shapes={check} size="s" />
                {t('courses.enrolled')}
              </span>
            )}
            {isHere && (
              <span className={styles['mark']}>
                <Icon shapes={here} size="s" />
                {t('courses.on-this-phone')}
              </span>
            )}
          </span>
        )}
      </span>
    </Link>
  )
}
