import type { Thread } from '#app/discussions.ts'
import type { Messages } from '#i18n/messages.tsx'
import { plainWords } from '#rich-text/plain-words.ts'

/** What a thread is called, also where its first post is hidden or gone. */
export const titleOf = ({ head }: Pick<Thread, 'head'>, { t }: Messages): string => {
  if (head === undefined) return t('discussion.deleted')
  if (head.title !== '') return head.title
  if (head.markdown !== '') return plainWords(head.markdown)
  return t(head.hidden === true ? 'discussion.hidden' : 'discussion.question')
}
