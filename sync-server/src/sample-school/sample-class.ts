import { z } from 'zod'
import { createSeededRandom } from '@edutrack/shared-schema/seeded-random'
import type { SourceCourse } from './read-course.ts'
import type { ActivitySource } from './sample-activity.ts'

/**
 * `activity.json`, `classes`: many who take a course at once, so that there are grades to look through and questions to judge. Told is how hard questions are;
 * who answers what follows from that, by a chance that the seed decides.
 */
export const classSource = z.strictObject({
  course: z.string(),
  seed: z.number().int(),
  enrolledDaysAgo: z.number(),
  /** Full names; what they are called in ids and addresses follows from these. */
  people: z.array(z.string().min(1)).min(1),
  quizzes: z.array(
    z.strictObject({
      unit: z.string(),
      /** The share of the class that has taken it. */
      taken: z.number().min(0).max(1),
      /** Between the first and the last hand-in. */
      daysAgo: z.tuple([z.number(), z.number()]),
      minutesUsed: z.tuple([z.number(), z.number()]),
      /** By name, every question of the quiz. */
      questions: z.record(
        z.string(),
        z.strictObject({
          /** How an average learner does, as a logit: 0 is one of two, 1 is 73 %, −1 is 27 %. */
          ease: z.number(),
          /** How far it tells the better from the weaker: 0 not at all, 1 well; below 0 the weaker do better. */
          sharpness: z.number(),
          /** Wrong answers, the most frequent first: letters of choices, or what is written. */
          slips: z.array(z.string().min(1)).optional(),
        }),
      ),
    }),
  ),
})
export type ClassSource = z.infer<typeof classSource>

/** As in `school.json`; they sign in with its password. */
export const peopleOfClass = ({
  people,
}: Pick<ClassSource, 'people'>): readonly {
  readonly name: string
  readonly fullName: string
  readonly email: string
}[] => people.map((fullName) => ({ name: nameOf(fullName), fullName, email: `${nameOf(fullName)}@school.example` }))

/** What a class has done, told as what single people have. */
export const activityOfClass = (
  { course, seed, enrolledDaysAgo, people, quizzes }: ClassSource,
  courses: ReadonlyMap<string, SourceCourse>,
): Pick<ActivitySource, 'enrolments' | 'attempts'> => {
  const random = createSeededRandom(seed)
  const between = ([from, to]: readonly [number, number]): number => from + (to - from) * random()
  const learners = peopleOfClass({ people }).map(({ name }) => ({
    name,
    // Nearly normal, of mean 0 and deviation 1.
    ability: (random() + random() + random() + random() - 2) * Math.sqrt(3),
  }))
  return {
    enrolments: learners.map(({ name }) => ({ person: name, course, daysAgo: enrolledDaysAgo })),
    attempts: quizzes.flatMap(({ unit, taken, daysAgo, minutesUsed, questions }) => {
      checkNames(course, unit, Object.keys(questions), courses)
      return learners.flatMap(({ name, ability }) => {
        if (random() >= taken) return []
        const slips: Record<string, string> = {}
        const wrong = Object.entries(questions).flatMap(([question, { ease, sharpness, slips: known = [] }]) => {
          const isRight = random() < 1 / (1 + Math.exp(-(ease + sharpness * ability)))
          const slip = known[Math.floor(random() ** 2 * known.length)]
          if (isRight) return []
          if (slip !== undefined) slips[question] = slip
          return [question]
        })
        const attempt = {
          name: `${name}-${unit}`,
          person: name,
          course,
          unit,
          daysAgo: between(daysAgo),
          minutesUsed: Math.round(between(minutesUsed)),
          wrong,
          slips,
        }
        return [attempt]
      })
    }),
  }
}

const nameOf = (fullName: string): string =>
  fullName
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')

const checkNames = (
  course: string,
  unit: string,
  named: readonly string[],
  courses: ReadonlyMap<string, SourceCourse>,
): void => {
  const asked = courses
    .get(course)
    ?.units.find(({ name }) => name === unit)
    ?.quiz?.questions.map(({ name }) => name)
  if (asked === undefined)
    throw new Error(`activity.json: a class takes the quiz ${unit} in ${course}, which is not there`)
  const missing = asked.find((name) => !named.includes(name)) ?? named.find((name) => !asked.includes(name))
  if (missing !== undefined)
    throw new Error(
      `activity.json: a class takes ${course}/${unit}; ${missing} must be a question there, and be told of`,
    )
}
