import { expose } from 'comlink'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import { analyseQuiz, type QuizAnalysis } from './analyse-quiz.ts'
import { earlierHandIns } from './earlier-hand-ins.ts'
import { createGradeIndex, type GradeColumn, type GradeIndex, type GradeNews } from './grade-index.ts'
import { createCollectionReader, readChunks, type CollectionReader } from './read-collection.ts'

/**
 * What is reckoned of a course's hand-ins, off the screen's thread: reading half a million of them takes a while, and one that arrives next to nothing. A
 * worker serves one gradebook, or one analysis.
 */
export interface GradesWorker {
  /** Reads who is in the course, then all that was handed in, telling what it has found; resolves when all is read. */
  openGradebook(
    course: { readonly personId: string; readonly courseId: string; readonly columns: readonly GradeColumn[] },
    tell: (news: GradeNews & { readonly progress: number }) => void,
  ): Promise<void>
  /** These have changed in IndexedDB. */
  refreshGradebook(changed: Readonly<Record<'enrolments' | 'attempts', readonly string[]>>): Promise<void>
  /** Hand-ins of a course that answered an earlier version of a question. */
  countEarlier(personId: string, courseId: string, question: Pick<Question, 'id' | 'version'>): Promise<number>
  analyse(personId: string, unitId: string, questions: readonly Question[]): Promise<QuizAnalysis>
}

interface OpenGradebook {
  readonly index: GradeIndex
  readonly enrolments: CollectionReader<Enrolment>
  readonly attempts: CollectionReader<Attempt>
  tell(): void
}
let book: OpenGradebook | undefined

/** One read at a time: what was read later is newer. */
let last: Promise<unknown> = Promise.resolve()
const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
  const turn = last.then(work)
  last = turn.catch(() => undefined)
  return turn
}

const worker: GradesWorker = {
  openGradebook: async ({ personId, courseId, columns }, tell) => {
    const index = createGradeIndex(columns)
    const enrolments = createCollectionReader<Enrolment>(indexedDB, personId, 'enrolments')
    const attempts = createCollectionReader<Attempt>(indexedDB, personId, 'attempts')
    let share = 0
    book = { index, enrolments, attempts, tell: () => tell({ ...index.takeNews(), progress: share }) }
    const total = await inTurn(() => attempts.countWhere('courseId', courseId))
    await readChunks(
      (after) => inTurn(() => enrolments.nextWhere('courseId', courseId, after)),
      (people) => {
        index.putEnrolments(people)
        book?.tell()
      },
    )
    let read = 0
    await readChunks(
      (after) => inTurn(() => attempts.nextWhere('courseId', courseId, after)),
      (handedIn) => {
        index.putAttempts(handedIn)
        read += handedIn.length
        share = Math.min(0.99, read / total)
        if (read < total) book?.tell()
      },
    )
    share = 1
    book.tell()
  },
  refreshGradebook: (changed) =>
    inTurn(async () => {
      if (book === undefined) return
      book.index.putEnrolments(await book.enrolments.read(changed.enrolments))
      book.index.putAttempts(await book.attempts.read(changed.attempts))
      book.tell()
    }),
  countEarlier: async (personId, courseId, question) => {
    const reader = createCollectionReader<Attempt>(indexedDB, personId, 'attempts')
    let count = 0
    await readChunks(
      (after) => reader.nextWhere('courseId', courseId, after),
      (some) => {
        count += earlierHandIns(some, question)
      },
    )
    return count
  },
  analyse: async (personId, unitId, questions) => {
    const reader = createCollectionReader<Attempt>(indexedDB, personId, 'attempts')
    const attempts: Attempt[] = []
    await readChunks(
      (after) => reader.nextWhere('unitId', unitId, after),
      (some) => void attempts.push(...some),
    )
    return analyseQuiz(questions, attempts)
  },
}

expose(worker)
