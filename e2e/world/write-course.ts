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

/** A published course of quizzes, as an instructor's device writes it. Resolves when the school has it. */
export const writeCourse = async (
  teacher: Account,
  {
    id,
    title,
    questions,
    quizzes,
  }: {
    readonly id: string
    readonly title: string
    readonly questions: readonly GivenQuestion[]
    readonly quizzes: readonly GivenQuiz[]
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
    modules: [{ id: `${id}-module`, title: '1', unitIds: quizzes.map((quiz) => quiz.id) }],
    minutes: 5 * quizzes.length,
    enrolment: { mode: 'open' },
  }
  const units = quizzes.map(({ id: unitId, title: unitTitle, ...quiz }) => ({
    id: unitId,
    courseId: id,
    title: unitTitle,
    kind: 'quiz' satisfies Unit['kind'],
    minutes: 5,
    status: 'published',
    markdown: '',
    fileIds: [],
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
  }))
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
