import type { Notice } from '@edutrack/shared-schema/collections/notices'

const words: Readonly<Record<Notice['kind'], string>> = {
  refused: 'Needs you',
  graded: 'Graded',
  decided: 'Your instructor has decided',
  announcement: 'Announcement',
  reply: 'Discussion',
  enrolled: 'You’re enrolled',
  certificate: 'Certificate',
  deadline: 'Deadline',
}

/** What a notice says outside the app: what it is and of which course, and what it is about. */
export const noticeWords = (
  { kind, subject }: Pick<Notice, 'kind' | 'subject'>,
  courseTitle: string | undefined,
): { readonly title: string; readonly text: string } => ({
  title: courseTitle === undefined ? words[kind] : `${words[kind]} · ${courseTitle}`,
  text: subject?.title ?? '',
})
