import type { QuestionKind } from '@edutrack/shared-schema/questions/registry'
import { EssayPlayer } from './essay/essay-player.tsx'
import { GapsPlayer } from './gaps/gaps-player.tsx'
import { MatchingPlayer } from './matching/matching-player.tsx'
import { MultipleChoicePlayer } from './multiple-choice/multiple-choice-player.tsx'
import { NumericPlayer } from './numeric/numeric-player.tsx'
import { OrderingPlayer } from './ordering/ordering-player.tsx'
import { definePlayer } from './question-player.ts'
import { ShortTextPlayer } from './short-text/short-text-player.tsx'
import { SingleChoicePlayer } from './single-choice/single-choice-player.tsx'
import { TrueFalsePlayer } from './true-false/true-false-player.tsx'

/** What shows each type of question. */
export const players = {
  'single-choice': definePlayer({ Player: SingleChoicePlayer, isPicked: true }),
  'multiple-choice': definePlayer({ Player: MultipleChoicePlayer, isPicked: false }),
  'true-false': definePlayer({ Player: TrueFalsePlayer, isPicked: true }),
  'short-text': definePlayer({ Player: ShortTextPlayer, isPicked: false }),
  numeric: definePlayer({ Player: NumericPlayer, isPicked: false }),
  matching: definePlayer({ Player: MatchingPlayer, isPicked: false }),
  ordering: definePlayer({ Player: OrderingPlayer, isPicked: false }),
  gaps: definePlayer({ Player: GapsPlayer, isPicked: false }),
  essay: definePlayer({ Player: EssayPlayer, isPicked: false }),
} satisfies Record<QuestionKind, ReturnType<typeof definePlayer>>
