import type { Account } from './school-world.ts'

/** An announcement, as an instructor's device writes it. */
export const announce = async (
  author: Account,
  { id, courseId, title }: { readonly id: string; readonly courseId: string; readonly title: string },
): Promise<void> => {
  const document = {
    id,
    courseId,
    kind: 'announcement',
    authorId: author.personId,
    title,
    markdown: 'Text',
    writtenAt: Date.now(),
  }
  await author.sync({ push: [{ collection: 'posts', rows: [{ assumed: null, document }] }] })
}
