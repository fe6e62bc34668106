import type { AnyEditor } from '#question-types/question-editor.ts'

/** Whether a question that may be half done has the fields that its editor works on; what an import or another version made may lack them. */
export const isEditable = (
  question: { readonly content: unknown; readonly key?: unknown },
  editor: Pick<AnyEditor, 'start'>,
): boolean => {
  const start = editor.start(() => '')
  return isLike(question.content, start.content) && isLike(question.key, start.key)
}

const isLike = (value: unknown, sample: Readonly<Record<string, unknown>>): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(sample).every(([name, part]) => {
    const field = (value as Readonly<Record<string, unknown>>)[name]
    // What may be left out is in no start but as a number that is zero.
    return Array.isArray(part)
      ? Array.isArray(field)
      : typeof field === typeof part || (part === 0 && field === undefined)
  })
