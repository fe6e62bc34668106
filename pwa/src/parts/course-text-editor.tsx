import { lazy, Suspense, useState, type ComponentProps, type ReactNode } from 'react'
import type { MediaWish } from './insert-media.tsx'
import { MarkdownEditor } from './markdown-editor.tsx'

/** Most who write do so without a new picture. */
const InsertMedia = lazy(() => import('./insert-media.tsx').then((m) => ({ default: m.InsertMedia })))

/** A text of a course, into which its media go, and new ones: chosen, dropped or pasted. */
export const CourseTextEditor = ({
  courseId,
  ...editor
}: { readonly courseId: string } & Omit<ComponentProps<typeof MarkdownEditor>, 'onMedia'>): ReactNode => {
  const [wish, setWish] = useState<MediaWish | null>(null)
  return (
    <>
      <MarkdownEditor {...editor} onMedia={(files, insert) => setWish({ files, insert })} />
      {wish !== null && (
        <Suspense>
          <InsertMedia courseId={courseId} wish={wish} onClose={() => setWish(null)} />
        </Suspense>
      )}
    </>
  )
}
