import type { Unit } from '@edutrack/shared-schema/collections/units'
import { beforeYouTouch } from './fixture-texts.ts'

export interface UnitSketch {
  readonly id: string
  readonly title: string
  readonly kind: Unit['kind']
  readonly minutes: number
  readonly mode?: 'practice' | 'graded'
  readonly dueInDays?: number
  readonly timeLimitSeconds?: number
  readonly markdown?: string
  readonly fileIds?: readonly string[] & string[]
}

const bleeding = `Bleeding looks worse than it is more often than not. Still, a person has only about **five litres** of blood, and losing one of them is dangerous.

## Press, and go on pressing

1. Put on gloves, or take a plastic bag over your hand.
2. Press a clean cloth on the wound, firmly.
3. Lay the person down and raise the legs.
4. Don't lift the cloth to look. If blood comes through, put another on top.

> If something sticks in the wound, leave it there, and press beside it.

![Someone lies on the side, one knee drawn up](file:first-aid-picture)

## How much is much?

The blood that the heart moves in a minute is

$$ Q = f \\cdot V $$

with the heart rate $f$ and the volume $V$ of one beat. At 70 beats of 70 ml that is $70 \\cdot 0.07 = 4.9$ litres: all of it, once a minute.

| loss | signs | what to do |
|---|---|---|
| up to 0.5 l | often none | press, rest |
| 0.5–1.5 l | pale, cold, fast pulse | press, raise the legs, call |
| over 1.5 l | confused, faint | call at once, keep pressing |

\`\`\`text
Emergency call: where? what? how many? wait for questions.
\`\`\`
`

export const firstAidUnits: readonly UnitSketch[] = [
  {
    id: 'first-aid-1',
    title: 'Before you touch anyone',
    kind: 'page',
    minutes: 6,
    markdown: beforeYouTouch,
    fileIds: ['first-aid-scene', 'first-aid-voice', 'first-aid-card'],
  },
  { id: 'first-aid-2', title: 'Looking after an unconscious person', kind: 'video', minutes: 8 },
  { id: 'first-aid-3', title: 'The first five minutes', kind: 'quiz', minutes: 10, mode: 'graded' },
  {
    id: 'first-aid-4',
    title: 'Bleeding and shock',
    kind: 'page',
    minutes: 12,
    markdown: bleeding,
    fileIds: ['first-aid-picture'],
  },
  { id: 'first-aid-5', title: 'Burns and scalds', kind: 'page', minutes: 7 },
  { id: 'first-aid-6', title: 'Burns: what would you do?', kind: 'quiz', minutes: 8, mode: 'graded', dueInDays: 3 },
  { id: 'first-aid-7', title: 'Chest compressions', kind: 'video', minutes: 9 },
  { id: 'first-aid-8', title: 'Try it: breathing', kind: 'quiz', minutes: 6, mode: 'practice' },
  {
    id: 'first-aid-9',
    title: 'Final test',
    kind: 'quiz',
    minutes: 25,
    mode: 'graded',
    dueInDays: 9,
    timeLimitSeconds: 1500,
  },
]
