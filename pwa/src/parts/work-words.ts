import type { OutboxItem } from '#app/services.ts'
import type { Messages } from '#i18n/messages.tsx'

/** A piece of work by name: the unit's or course's title, or what it is. */
export const workTitle = (item: Pick<OutboxItem, 'title' | 'collection'>, { t }: Messages): string =>
  item.title === '' ? t(`work.kind-${item.collection}`) : item.title

/** What kind of work it is: answers, a text, a wish to enrol. */
export const workKind = (item: Pick<OutboxItem, 'collection' | 'attempt'>, { t }: Messages): string => {
  if (item.attempt?.text !== undefined) return t('work.kind-text')
  return item.attempt?.status === 'open' ? t('work.kind-open-attempt') : t(`work.kind-${item.collection}`)
}
