import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { answerQuestion, flagQuestion, writeText } from '@edutrack/pwa/local-db/commands/answer-question'
import { enrol, leaveCourse } from '@edutrack/pwa/local-db/commands/enrol'
import { handIn } from '@edutrack/pwa/local-db/commands/hand-in'
import { noteProgress } from '@edutrack/pwa/local-db/commands/note-progress'
import { readNotice } from '@edutrack/pwa/local-db/commands/read-notice'
import { rename, saveSettings } from '@edutrack/pwa/local-db/commands/save-settings'
import { startAttempt } from '@edutrack/pwa/local-db/commands/start-attempt'
import type { Chance } from './chance.ts'
import type { Ledger } from './ledger.ts'
import type { SimulatedDevice } from './simulated-device.ts'
import { courseIds } from './simulated-school.ts'

/** Something that a learner does, by what is on the screen. */
export const actAsLearner = async (phone: SimulatedDevice, luck: Chance, ledger: Ledger): Promise<void> => {
  const units = (await phone.database.units.find().exec()).map((unit) => unit.toMutableJSON() as Unit)
  const open = (await phone.database.attempts.find({ selector: { status: 'open' } }).exec())
    .map((attempt) => attempt.toMutableJSON() as Attempt)
    .filter(({ device }) => device === phone.device)
  const tasks = units.filter(({ kind }) => kind !== 'page')
  const isAnywhere = units.length > 0
  switch (
    luck.pickWeighted({
      enrol: isAnywhere ? 3 : 30,
      leave: 1,
      start: tasks.length > 0 ? 14 : 0,
      answer: open.length > 0 ? 25 : 0,
      'hand in': open.length > 0 ? 16 : 0,
      read: isAnywhere ? 16 : 0,
      rename: 2,
      settings: 3,
      notice: 3,
    })
  ) {
    case 'enrol':
      return enrol(phone, luck.pick(courseIds))
    case 'leave':
      return leaveCourse(phone, luck.pick(courseIds))
    case 'start':
      await startAttempt(phone, luck.pick(tasks))
      return
    case 'answer': {
      const attempt = luck.pick(open)
      const questionId = attempt.asked[0]?.questionId
      const secondsUsed = luck.below(900)
      if (questionId === undefined)
        return writeText(phone, { attemptId: attempt.id, text: `text ${String(luck.below(1000))}`, secondsUsed })
      if (luck.happens(0.2))
        return flagQuestion(phone, { attemptId: attempt.id, questionId, isFlagged: luck.happens(0.5) })
      return answerQuestion(phone, {
        attemptId: attempt.id,
        questionId,
        value: { text: String(luck.below(4)) },
        secondsUsed,
      })
    }
    case 'hand in': {
      const { id } = luck.pick(open)
      const { clockOffset } = await phone.memory.read()
      await handIn(phone, { attemptId: id, secondsUsed: luck.below(900), clockOffset })
      // It was acknowledged: the app would now say so.
      const attempt = (await phone.database.attempts.findOne(id).exec())?.toMutableJSON()
      if (attempt?.status === 'handed-in') ledger.noteHandIn(attempt)
      return
    }
    case 'read': {
      const position = luck.below(11) / 10
      return noteProgress(phone, {
        unit: luck.pick(units),
        position,
        furthest: position,
        secondsMore: luck.below(60),
        isDone: luck.happens(0.2),
      })
    }
    case 'rename':
      return rename(phone, `${phone.personId} ${String(luck.below(100))}`)
    case 'settings':
      return saveSettings(
        phone,
        luck.happens(0.5) ? { theme: luck.pick(['light', 'dark', 'system']) } : { dataSaver: luck.happens(0.5) },
      )
    case 'notice': {
      const notices = await phone.database.notices.find().exec()
      if (notices.length > 0) await readNotice(phone, luck.pick(notices).id)
    }
  }
}
