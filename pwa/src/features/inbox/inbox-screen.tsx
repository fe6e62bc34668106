import { useEffect, useState, type ReactNode } from 'react'
import { combineLatest, map } from 'rxjs'
import { shapes as inbox } from 'virtual:icon/inbox'
import { useLocation, useSearch } from 'wouter'
import { useNow } from '#app/app-context.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useObservable } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import { Button } from '#ui/button.tsx'
import { CardList } from '#ui/card.tsx'
import { Chip, ChipRow } from '#ui/chip.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import styles from './inbox.module.css'
import { noticeAddress } from './notice-address.ts'
import { NoticeRow } from './notice-row.tsx'

/** As many at first; more by a tap. */
const PAGE = 30

/** What the person should know: grades, replies, announcements, refusals. */
export const InboxScreen = (): ReactNode => {
  const { t } = useMessages()
  const learning = useLearning()
  const now = useNow()
  const [isUnreadOnly, setUnreadOnly] = useState(false)
  const [shown, setShown] = useState(PAGE)
  const read = useObservable(
    () =>
      combineLatest([learning.notices(), learning.myCourses()]).pipe(
        map(([notices, courses]) => ({
          notices: notices.toSorted((a, b) => b.at - a.at),
          titles: new Map(courses.map(({ id, title }) => [id, title])),
        })),
      ),
    [learning],
  )
  const [, navigate] = useLocation()
  const asked = new URLSearchParams(useSearch()).get('open')
  // A message of this device was tapped: its notice may still be on its way here.
  const opened = asked === null ? undefined : read?.notices.find(({ id }) => id === asked)
  useEffect(() => {
    if (opened === undefined) return
    if (opened.kind !== 'refused') void learning.readNotice(opened.id)
    navigate(noticeAddress(opened), { replace: true })
  }, [opened, learning, navigate])
  const unread = read?.notices.filter(({ readAt }) => readAt === undefined) ?? []
  // What needs the person is settled where its choices are, not by the way.
  const readable = unread.filter(({ kind }) => kind !== 'refused')
  const listed = (isUnreadOnly ? unread : (read?.notices ?? [])).slice(0, shown)
  const total = isUnreadOnly ? unread.length : (read?.notices.length ?? 0)
  return (
    <>
      <PageHeader title={t('inbox.title')} />
      {read === undefined ? (
        <Skeleton lines={4} shape="card" />
      ) : read.notices.length === 0 ? (
        <EmptyState icon={inbox} title={t('inbox.empty-title')}>
          {t('inbox.empty-text')}
        </EmptyState>
      ) : (
        <div className={styles['inbox']}>
          <div className={styles['tools']}>
            <ChipRow label={t('inbox.filter')}>
              <Chip isOn={!isUnreadOnly} onChange={() => setUnreadOnly(false)}>
                {t('inbox.all')}
              </Chip>
              <Chip isOn={isUnreadOnly} onChange={() => setUnreadOnly(true)}>
                {t('inbox.unread', { count: unread.length })}
              </Chip>
            </ChipRow>
            {readable.length > 0 && (
              <Button kind="quiet" onClick={() => void Promise.all(readable.map(({ id }) => learning.readNotice(id)))}>
                {t('inbox.read-all')}
              </Button>
            )}
          </div>
          {listed.length === 0 ? (
            <EmptyState icon={inbox} title={t('inbox.all-read-title')} />
          ) : (
            <CardList>
              {listed.map((notice) => (
                <NoticeRow
                  key={notice.id}
                  notice={notice}
                  courseTitle={read.titles.get(notice.courseId ?? '')}
                  now={now}
                  onRead={() => void learning.readNotice(notice.id)}
                />
              ))}
            </CardList>
          )}
          {listed.length < total && (
            <Button onClick={() => setShown(shown + PAGE)}>{t('inbox.more', { count: total - listed.length })}</Button>
          )}
        </div>
      )}
    </>
  )
}
