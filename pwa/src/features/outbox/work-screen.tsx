import { useState, type ReactNode } from 'react'
import { map } from 'rxjs'
import { shapes as check } from 'virtual:icon/check'
import { shapes as searchX } from 'virtual:icon/search-x'
import { useParams } from 'wouter'
import { addresses } from '#app/addresses.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useObservable } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import { ReceiptCard } from '#parts/receipt-card.tsx'
import { WorkBadge } from '#parts/work-badge.tsx'
import { workKind, workTitle } from '#parts/work-words.ts'
import { LinkButton } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { ScreenSkeleton } from '#ui/skeleton.tsx'
import { editorOf } from './choices-of.ts'
import { Decision } from './decision.tsx'
import styles from './outbox.module.css'
import { WorkWay } from './work-way.tsx'

/** One piece of work: the way it has gone, what is left of it, its receipt, and where it needs the person, the choices. */
export const WorkScreen = (): ReactNode => {
  const messages = useMessages()
  const { t } = messages
  const { itemId } = useParams<'/outbox/:itemId'>()
  const learning = useLearning()
  const item = useObservable(
    () =>
      learning.sync.outbox$.pipe(
        map((items) => items.find(({ id }) => id === itemId || id === decoded(itemId)) ?? null),
      ),
    [learning, itemId],
  )
  const [seen, setSeen] = useState(item)
  if (item !== undefined && item !== null && item !== seen) setSeen(item)
  const person = useObservable(() => learning.person(), [learning])
  const course = useObservable(() => learning.course(item?.courseId ?? ''), [learning, item?.courseId])
  const back = { href: addresses.outbox, label: t('outbox.title') }
  if (item === undefined)
    return (
      <>
        <PageHeader title="" windowTitle={t('outbox.title')} back={back} />
        <ScreenSkeleton label={t('app.loading')} />
      </>
    )
  if (item === null) {
    const seeAll = <LinkButton href={addresses.outbox}>{t('work.see-all')}</LinkButton>
    // What needed nobody and left while one was looking is at the school; only work that is handed in stays in the list.
    return seen === undefined || seen === null || seen.state === 'needs-you' ? (
      <>
        <PageHeader title={t('outbox.title')} back={back} />
        <EmptyState icon={searchX} title={t('work.gone-title')} action={seeAll}>
          {t('work.gone-text')}
        </EmptyState>
      </>
    ) : (
      <>
        <PageHeader title={workTitle(seen, messages)} back={back} />
        <EmptyState icon={check} title={t('work.stage-received')} action={seeAll}>
          {workKind(seen, messages)}
        </EmptyState>
      </>
    )
  }
  const title = workTitle(item, messages)
  const { attempt } = item
  return (
    <div className={styles['work']}>
      <div>
        <PageHeader title={title} back={back} />
        <p className={styles['soft']}>
          {[
            workKind(item, messages),
            ...(course !== null && course !== undefined && course.title !== title ? [course.title] : []),
          ].join(' · ')}
        </p>
      </div>
      <WorkBadge item={item} />
      {item.state === 'needs-you' && <Decision item={item} title={title} />}
      <WorkWay item={item} />
      {attempt?.receipt !== undefined && (
        <ReceiptCard attempt={attempt} title={title} personName={person?.name ?? ''} verify={learning.verifyReceipt} />
      )}
      {item.state !== 'needs-you' && editorOf(item) !== undefined && (
        <LinkButton href={editorOf(item) ?? addresses.outbox}>{t('work.edit')}</LinkButton>
      )}
      {attempt !== undefined && (
        <LinkButton href={addresses.unit(attempt.courseId, attempt.unitId)}>
          {t(attempt.status === 'open' ? 'work.go-on' : 'work.open')}
        </LinkButton>
      )}
    </div>
  )
}

/** Addresses carry ids encoded, and some browsers give them back so. */
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
