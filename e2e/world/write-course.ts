import type { Question } from '@edutrack/shared-schema/collections/questions'
import type { QuizSettings, Unit } from '@edutrack/shared-schema/collections/units'
import type { Account } from './school-world.ts'

type GivenQuestion = Pick<Question, 'id' | 'kind' | 'prompt' | 'content'> & {
  readonly key: NonNullable<Question['key']>
} & Partial<Pick<Question, 'title' | 'explanation' | 'points'>>
interface GivenQuiz extends Partial<QuizSettings> {
  readonly id: string
  readonly title: string
}

/** A published course of quizzes and assignments, as an instructor's device writes it. Resolves when the school has it. */
export const writeCourse = async (
  teacher: Account,
  {
    id,
    title,
    questions,
    quizzes,
    assignments = [],
  }: {
    readonly id: string
    readonly title: string
    readonly questions: readonly GivenQuestion[]
    readonly quizzes: readonly GivenQuiz[]
    readonly assignments?: readonly Pick<Unit, 'id' | 'title' | 'markdown'>[]
  },
): Promise<void> => {
  const course = {
    id,
    title,
    description: 'Made for a journey.',
    category: '',
    level: 'beginner',
    language: 'en',
    staffIds: [],
    status: 'published',
    modules: [{ id: `${id}-module`, title: '1', unitIds: [...quizzes, ...assignments].map((unit) => unit.id) }],
    minutes: 5 * (quizzes.length + assignments.length),
    enrolment: { mode: 'open' },
  }
  const shared = { courseId: id, minutes: 5, status: 'published', fileIds: [] }
  const units = [
    ...quizzes.map(({ id: unitId, title: unitTitle, ...quiz }) => ({
      ...shared,
      id: unitId,
      title: unitTitle,
      kind: 'quiz' satisfies Unit['kind'],
      markdown: '',
      quiz: {
        mode: 'graded',
        questionIds: [],
        counts: 'best',
        shuffleQuestions: false,
        shuffleChoices: false,
        feedback: 'never',
        passPercent: 50,
        ...quiz,
      } satisfies QuizSettings,
    })),
    ...assignments.map((unit) => ({
      ...shared,
      ...unit,
      kind: 'assignment' satisfies Unit['kind'],
      assignment: { points: 10 },
    })),
  ]
  const bank = questions.map((question) => ({ title: question.id, points: 2, tags: [], courseId: id, ...question }))
  for (const [collection, documents] of [
    ['courses', [course]],
    ['questions', bank],
    ['units', units],
  ] as const) {
    const { push } = await teacher.sync({
      push: [{ collection, rows: documents.map((document) => ({ assumed: null, document })) }],
    })
    for (const [index, result] of (push[0]?.results ?? []).entries())
      if (result.outcome !== 'accepted')
        throw new Error(`${collection} ${documents[index]?.id ?? ''}: ${JSON.stringify(result)}`)
  }
}
