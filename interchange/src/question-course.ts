import { fileNameOf } from './media/package-path.ts'
import type { CoursePackage, PackageQuestion } from './model/course-package.ts'
import type { ReaderDeps } from './reader-deps.ts'

/** A course of nothing but questions. */
export const questionCourse = (questions: readonly PackageQuestion[], { name, shelf }: ReaderDeps): CoursePackage => ({
  title: titleFromName(name),
  description: '',
  modules: [],
  questions,
  files: shelf.files,
})

/** A title for what has none of its own. */
export const titleFromName = (name: string): string => {
  const title = fileNameOf(name.replaceAll('\\', '/'))
    .replace(/(\.(zip|imscc|xml|txt|gift|qti))+$/i, '')
    .replace(/[_\s]+/g, ' ')
    .trim()
  return title === '' ? 'Imported course' : title.slice(0, 200)
}
