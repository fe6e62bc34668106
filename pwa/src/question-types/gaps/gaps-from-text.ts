import type { gaps, RightGap } from '@edutrack/shared-schema/questions/gaps/gaps'
import type { EditorPropsOf } from '../question-editor.ts'

export type GapsContent = EditorPropsOf<typeof gaps>['content']
type GapsKey = EditorPropsOf<typeof gaps>['answerKey']

const MARK = /\[\[([A-Za-z0-9_-]{1,40})\]\]/g

/** Gaps follow the text: a mark that is new is a gap to be typed, one that is gone takes its gap along, a second of one name counts once. */
export const gapsFromText = (
  text: string,
  before: { readonly content: GapsContent; readonly key: GapsKey },
): { readonly content: GapsContent; readonly key: GapsKey } => {
  const ids = [...new Set([...text.matchAll(MARK)].map(([, id = '']) => id))].slice(0, 50)
  return {
    content: {
      text,
      gaps: ids.map((id) => before.content.gaps.find((gap) => gap.id === id) ?? { id, kind: 'typed' as const }),
    },
    key: {
      gaps: Object.fromEntries(
        ids.map((id): [string, RightGap] => [
          id,
          Object.hasOwn(before.key.gaps, id) ? (before.key.gaps[id] as RightGap) : { accepted: [] },
        ]),
      ),
    },
  }
}

/** A name that no gap has. */
export const nextGapId = ({ gaps }: Pick<GapsContent, 'gaps'>): string => {
  let number = gaps.length + 1
  while (gaps.some(({ id }) => id === String(number))) number += 1
  return String(number)
}
