import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { drawQuestions } from '@edutrack/shared-schema/questions/draw-questions'
import { edit, type CommandContext } from './command-context.ts'

/** Goes on with this device's open attempt on the unit, or makes one: each device has its own (S12). */
export const startAttempt = async (context: CommandContext, unit: Unit): Promise<Attempt> => {
  const { database, personId, device, clock, ids } = context
  const known = await database.attempts.find({ selector: { unitId: unit.id, personId, device, status: 'open' } }).exec()
  const open = known[0]?.toMutableJSON() as Attempt | undefined
  if (open !== undefined) return open
  const seed = Math.floor(ids.random() * 2 ** 31)
  const questionIds = unit.quiz === undefined ? [] : drawQuestions(unit.quiz, seed)
  const questions = await database.questions.findByIds([...questionIds]).exec()
  const id = ids.create()
  const attempt: Attempt = {
    id,
    personId,
    courseId: unit.courseId,
    unitId: unit.id,
    device,
    startedAt: clock.now(),
    asked: questionIds.flatMap((questionId) => {
      const question = questions.get(questionId)?.toMutableJSON()
      return question === undefined ? [] : [{ questionId, version: question.version }]
    }),
    seed,
    answers: {},
    flagged: [],
    secondsUsed: 0,
    status: 'open',
  }
  await edit(context, 'attempts', id, () => attempt)
  return attempt
}
