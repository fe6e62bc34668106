import fc from 'fast-check'
import { expect, test } from 'vitest'
import { strFromU8 } from 'fflate'
import { exportCourse } from './export-course.ts'
import { markdownToHtml } from './html/markdown-to-html.ts'
import { importPackage } from './import-package.ts'
import { defaultLimits } from './limits.ts'
import type { CoursePackage, PackageQuestion } from './model/course-package.ts'
import { mapTexts, withFileIds } from './model/file-references.ts'
import { isInProfile } from './qti1/write-qti1.ts'
import { arbitraryCourse } from './testing/arbitrary-course.ts'
import { canonicalQuestion } from './testing/canonical-course.ts'
import { look } from './testing/look.ts'
import { readZip } from './zip/read-zip.ts'
import { writeZip } from './zip/write-zip.ts'

/** A package as another program would have written it: without what EduTrack notes beside the standard’s own elements. */
const withoutNotes = (bytes: Uint8Array, isLeftOut: (path: string) => boolean): Uint8Array => {
  const zip = readZip(bytes, defaultLimits)
  return writeZip(
    zip.paths
      .filter((path) => !isLeftOut(path))
      .map((path) => {
        const content = zip.read(path) ?? new Uint8Array()
        if (!/\.(xml|html)$/.test(path)) return { path, content }
        const text = strFromU8(content)
          .replace(/<qti-outcome-declaration identifier="EDUTRACK"[^]*?<\/qti-outcome-declaration>/g, '')
          .replace(/<meta name="EDUTRACK"[^>]*>/g, '')
          .replace(/<extensions platform="EDUTRACK">[^]*?<\/extensions>/g, '')
        return { path, content: text }
      }),
  )
}

/** What a question looks like and what is right of it: the Markdown may be written another way. */
const shown = (question: PackageQuestion, course: CoursePackage) => {
  const names = new Map(course.files.map(({ id, name }) => [id, name]))
  const html = (markdown: string, isInline = false): string =>
    look(
      markdownToHtml(
        withFileIds(markdown, (id) => names.get(id)),
        { fileOf: (name) => ({ href: name, role: 'image' }), isInline },
      ),
    )
  const isPlain = ['short-text', 'numeric'].includes(question.kind)
  const { title, kind, explanation = '', points, prompt } = question
  const inLine = (text: string): string => html(text, true)
  const { content, key } = canonicalQuestion(
    isPlain
      ? question
      : {
          ...question,
          content: withMarkdown(question.content, inLine),
          key: question.kind === 'single-choice' ? withMarkdown(question.key, (text) => html(text)) : question.key,
        },
    course,
  )
  switch (kind) {
    case 'gaps': {
      const [, gaps] = content as readonly [string, unknown]
      return { title, kind, explanation: html(explanation), points, gaps, key }
    }
    case 'short-text':
      return { title, kind, explanation: html(explanation), points, prompt: html(prompt), key: withoutIdleCase(key) }
    case 'essay':
      return { title, kind, explanation: html(explanation), points, prompt: html(prompt) }
    case 'numeric':
      // The unit has no place in QTI.
      return { title, kind, explanation: html(explanation), points, prompt: html(prompt), key }
    default:
      return { title, kind, explanation: html(explanation), points, prompt: html(prompt), content, key }
  }
}

/** That capital letters count says nothing of words without any. */
const withoutIdleCase = (key: unknown): unknown => {
  const { accepted, isCaseSensitive } = key as {
    readonly accepted: readonly string[]
    readonly isCaseSensitive?: boolean
  }
  const isIdle = accepted.every((word) => word.toLowerCase() === word.toUpperCase())
  return { accepted, ...(isCaseSensitive === true && !isIdle ? { isCaseSensitive } : {}) }
}

const withMarkdown = <Value>(value: Value, change: (text: string) => string): Value => {
  if (Array.isArray(value)) return value.map((part: unknown) => withMarkdown(part, change)) as Value
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      typeof part === 'string' && (name === 'markdown' || name.length === 1)
        ? change(part)
        : name === 'hints'
          ? mapTexts(part as unknown, change)
          : withMarkdown(part as unknown, change),
    ]),
  ) as Value
}

const byTitle = (a: PackageQuestion, b: PackageQuestion): number => (a.title < b.title ? -1 : 1)

test('QTI 3 is read by its own elements: the same questions, the same right answers', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryCourse, async (course) => {
      const exported = await exportCourse(course, 'qti3')
      if (exported.outcome !== 'written') throw new Error(exported.outcome)
      const imported = await importPackage(withoutNotes(exported.bytes, () => false))
      if (imported.outcome !== 'read') throw new Error(JSON.stringify(imported))
      expect(imported.course.questions.toSorted(byTitle).map((question) => shown(question, imported.course))).toEqual(
        course.questions.toSorted(byTitle).map((question) => shown(question, course)),
      )
      for (const { type, reason } of imported.report.items)
        if (!['ordering', 'gaps', 'essay'].includes(type)) expect(reason).toBe('')
    }),
    { numRuns: 60 },
  )
})

test('a cartridge is read without the copy beside it: the questions that its profile knows', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryCourse, async (course) => {
      const exported = await exportCourse(course, 'common-cartridge')
      if (exported.outcome !== 'written') throw new Error(exported.outcome)
      const imported = await importPackage(withoutNotes(exported.bytes, (path) => path.startsWith('edutrack/')))
      if (imported.outcome !== 'read') throw new Error(JSON.stringify(imported))
      const expected = course.questions.filter(isInProfile)
      for (const question of expected) {
        const found = imported.course.questions.find(({ title }) => title === question.title)
        expect(found === undefined ? undefined : shown(found, imported.course)).toEqual(shown(question, course))
      }
      expect(new Set(imported.course.questions.map(({ title }) => title))).toEqual(
        new Set(expected.map(({ title }) => title)),
      )
      for (const unit of course.modules.flatMap(({ units }) => units)) {
        const isThere =
          unit.kind !== 'quiz' ||
          unit.quiz?.questionIds.some((id) => expected.some((question) => question.id === id)) === true
        const found = imported.course.modules.flatMap(({ units }) => units).find(({ title }) => title === unit.title)
        expect(found !== undefined).toBe(isThere)
      }
    }),
    { numRuns: 60 },
  )
})
