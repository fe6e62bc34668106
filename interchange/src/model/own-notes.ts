import { z } from 'zod'
import { canonicalJson } from '@edutrack/shared-schema/canonical-json'
import { quizSettings } from '@edutrack/shared-schema/schemas/units'

/**
 * What EduTrack writes beside a standard's own elements, where the standard has no place for it: the Markdown from which a text was made, settings of a quiz, the words
 * of a rubric. It is read again only where the element still says what it was written to say: whoever has changed the element since, in whatever program, is believed.
 */
export const OWN_NAME = 'EDUTRACK'

export const ownQuestion = z.object({
  kind: z.string().max(40),
  prompt: z.string().max(20_000),
  content: z.record(z.string(), z.json()),
  key: z.record(z.string(), z.json()),
  explanation: z.string().max(20_000).optional(),
  points: z.number().min(0).max(1000),
  tags: z.array(z.string().max(60)).max(30),
})
export type OwnQuestion = z.infer<typeof ownQuestion>

/** `questionIds` are the paths of their items. */
export const ownQuiz = z.object({
  markdown: z.string().max(200_000),
  minutes: z.number().int().min(0),
  quiz: quizSettings,
})
export type OwnQuiz = z.infer<typeof ownQuiz>

export const ownPage = z.object({
  kind: z.enum(['page', 'video']),
  markdown: z.string().max(200_000),
  minutes: z.number().int().min(0),
  video: z.object({ file: z.string().max(500), captions: z.string().max(500).optional() }).optional(),
})
export type OwnPage = z.infer<typeof ownPage>

/** A note as text that XML can carry. */
export const writeOwn = (note: unknown): string =>
  canonicalJson(note).replace(/[\ufffe\uffff]/g, (character) => (character === '\ufffe' ? '\\ufffe' : '\\uffff'))

/** A note as it was written; undefined for one of another shape. */
export const readOwn = <Schema extends z.ZodType>(schema: Schema, text: string): z.infer<Schema> | undefined => {
  try {
    const parsed = schema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}
