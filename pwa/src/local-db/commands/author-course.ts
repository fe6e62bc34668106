import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { edit, type CommandContext } from './command-context.ts'

/** A new course is a draft with one empty module: nobody but its teachers sees it. */
export const createCourse = async (
  context: CommandContext,
  input: { readonly title: string; readonly language: string; readonly moduleTitle: string },
): Promise<string> => {
  const { clock, ids, personId, database } = context
  const id = ids.create()
  const now = clock.now()
  const person = (await database.people.findOne(personId).exec())?.toMutableJSON()
  await edit(context, 'courses', id, () => ({
    id,
    title: input.title,
    description: '',
    category: '',
    level: 'beginner' as const,
    language: input.language,
    // The school sets these by who asks; here they let the course show at once.
    instructorId: personId,
    instructorName: person?.name ?? '',
    staffIds: [],
    status: 'draft' as const,
    modules: [{ id: ids.create(), title: input.moduleTitle, unitIds: [] }],
    minutes: 0,
    enrolment: { mode: 'open' as const },
    contents: { units: 0, questions: 0, files: 0, bytes: 0 },
    createdAt: now,
    updatedAt: now,
  }))
  return id
}

export const changeCourse = async (
  context: CommandContext,
  id: string,
  change: (course: Course) => Partial<Course>,
): Promise<void> => {
  await edit(context, 'courses', id, (course) =>
    course === undefined ? undefined : { ...course, ...change(course), updatedAt: context.clock.now() },
  )
}

/** A draft at the end of a module, or of the last one if that is gone. */
export const createUnit = async (
  context: CommandContext,
  input: {
    readonly courseId: string
    readonly moduleId: string
    readonly kind: Unit['kind']
    readonly title: string
    /** What it starts with. */
    readonly from?: Partial<Unit>
  },
): Promise<string> => {
  const id = context.ids.create()
  const { courseId, moduleId, kind, title, from } = input
  const unitMinutes = from?.minutes ?? 5
  await edit(context, 'units', id, () => ({
    courseId,
    minutes: unitMinutes,
    markdown: '',
    fileIds: [],
    ...(kind === 'quiz' ? { quiz: newQuiz } : {}),
    ...(kind === 'assignment' ? { assignment: { points: 10 } } : {}),
    ...from,
    id,
    title,
    kind,
    status: 'draft' as const,
    updatedAt: context.clock.now(),
  }))
  await changeCourse(context, courseId, ({ modules, minutes }) => {
    const target = modules.find((module) => module.id === moduleId) ?? modules.at(-1)
    return {
      minutes: minutes + unitMinutes,
      modules: modules.map((module) => (module === target ? { ...module, unitIds: [...module.unitIds, id] } : module)),
    }
  })
  return id
}

/** The course's learning time follows its units'. */
export const changeUnit = async (
  context: CommandContext,
  id: string,
  change: (unit: Unit) => Partial<Unit>,
): Promise<void> => {
  let more = 0
  const written = await edit(context, 'units', id, (unit) => {
    if (unit === undefined) return undefined
    const next = { ...unit, ...change(unit), updatedAt: context.clock.now() }
    more = next.minutes - unit.minutes
    return next
  })
  if (written !== undefined && more !== 0)
    await changeCourse(context, written.courseId, ({ minutes }) => ({ minutes: Math.max(0, minutes + more) }))
}

const newQuiz: NonNullable<Unit['quiz']> = {
  mode: 'practice',
  questionIds: [],
  counts: 'best',
  shuffleQuestions: false,
  shuffleChoices: true,
  feedback: 'after-hand-in',
  passPercent: 60,
}
