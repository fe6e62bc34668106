import { unitContentOf, type Unit, type UnitContent } from '@edutrack/shared-schema/collections/units'
import type { UnitHistory, UnitVersion } from '#app/unit-history.ts'

/** A part that has no versions yet, and one whose versions can't be had. */
export const WITHOUT_VERSIONS = 'first-aid-2'
export const OUT_OF_REACH = 'first-aid-5'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** Each part was written by two people, who added to it, took out and went back. */
export const memoryUnitHistory = (deps: {
  readonly unit: (id: string) => Unit | undefined
  readonly now: () => number
}): UnitHistory => {
  const { unit, now } = deps
  const versions = (): readonly UnitVersion[] => {
    const version = (number: number, ago: number, more: Partial<UnitVersion>): UnitVersion => ({
      number,
      at: now() - ago,
      from: now() - ago - 12 * MINUTE,
      fields: ['markdown', 'fileIds'],
      words: { added: 0, removed: 0 },
      isNow: false,
      by: { personId: 'lena', name: 'Lena Fischer' },
      ...more,
    })
    return [
      version(6, 25 * MINUTE, { words: { added: 34, removed: 6 }, isNow: true }),
      version(5, DAY, { sameAs: 2, words: { added: 0, removed: 18 } }),
      version(4, DAY + 90 * MINUTE, {
        fields: ['title', 'markdown', 'quiz'],
        words: { added: 18, removed: 0 },
        by: { personId: 'tom', name: 'Tomás Herrera' },
      }),
      version(3, 3 * DAY, { fields: ['minutes'], by: { personId: 'gone' } }),
      version(2, 9 * DAY, { words: { added: 120, removed: 41 } }),
      {
        number: 1,
        at: now() - 40 * DAY,
        from: now() - 40 * DAY,
        fields: [],
        words: { added: 0, removed: 0 },
        isNow: false,
      },
    ]
  }
  return {
    versions: async (unitId) =>
      unitId === OUT_OF_REACH
        ? { ok: false, messageId: 'error.offline' }
        : { ok: true, value: unitId === WITHOUT_VERSIONS ? [] : versions() },
    version: async (unitId, number) => {
      const version = versions().find((one) => one.number === number)
      const present = unit(unitId)
      if (unitId === OUT_OF_REACH) return { ok: false, messageId: 'error.offline' }
      if (version === undefined || present === undefined) return { ok: false, messageId: 'error.not-found' }
      const content = number === 6 ? unitContentOf(present) : earlierContent(present)
      return {
        ok: true,
        value: {
          version,
          content,
          missingFiles: number === 2 ? [{ id: 'file-gone', name: 'bandage-old.webp' }] : [],
        },
      }
    },
    restore: async () => async () => undefined,
  }
}

/** Something else in each field that a person writes. */
export const earlierContent = (unit: Unit): UnitContent => {
  const content = unitContentOf(unit)
  const lines = content.markdown.split('\n')
  return {
    ...content,
    title: `${content.title}, first draft`,
    minutes: content.minutes + 5,
    markdown: [
      ...lines.slice(0, 2),
      'This paragraph was taken out since. ![The old bandage](file:file-gone)',
      ...lines.slice(2).map((line) => line.replaceAll(' the ', ' a ')),
    ].join('\n'),
    fileIds: [...content.fileIds, 'file-gone'],
    ...(content.quiz === undefined
      ? {}
      : {
          quiz: {
            ...content.quiz,
            mode: content.quiz.mode === 'graded' ? ('practice' as const) : ('graded' as const),
            passPercent: 40,
            questionIds: content.quiz.questionIds.toReversed().slice(1),
          },
        }),
  }
}
