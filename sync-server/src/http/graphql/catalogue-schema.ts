import DataLoader from 'dataloader'
import { createSchema } from 'graphql-yoga'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Person } from '@edutrack/shared-schema/collections/people'
import {
  toPublicCourse,
  toPublicModules,
  type PublicCourse,
  type PublicCourses,
  type PublicModule,
} from '#modules/courses/index.ts'
import type { StoredDocument, StoreReader } from '#ports/store/store.ts'

export const MOST_COURSES = 100
const DEFAULT_COURSES = 20

export const typeDefs = /* GraphQL */ `
  type Query {
    "A published course."
    course(id: ID!): Course
    "Published courses, the newest first."
    courses(
      limit: Int = ${String(DEFAULT_COURSES)}
      offset: Int = 0
      category: String
      level: Level
      search: String
    ): [Course!]!
    "Who teaches."
    instructor(id: ID!): Instructor
  }
  enum Level {
    beginner
    intermediate
    advanced
  }
  type Course {
    id: ID!
    title: String!
    description: String!
    category: String!
    level: Level!
    "BCP 47."
    language: String!
    "Learning time."
    minutes: Int!
    "Server's clock, milliseconds since 1970."
    createdAt: Float!
    updatedAt: Float!
    instructor: Instructor
    modules: [Module!]!
  }
  type Instructor {
    id: ID!
    name: String!
    courses(limit: Int = ${String(DEFAULT_COURSES)}): [Course!]!
  }
  type Module {
    id: ID!
    title: String!
    units: [Unit!]!
  }
  type Unit {
    id: ID!
    title: String!
    kind: String!
    minutes: Int!
  }
`

/** Of one request: what is asked for together is read together, and once. */
export interface GraphqlContext {
  readonly documents: DataLoader<string, StoredDocument | undefined>
}

export const createGraphqlContext = (store: StoreReader): GraphqlContext => ({
  documents: new DataLoader(async (keys) =>
    store.documents(
      keys.map((key) => {
        const slash = key.indexOf('/')
        return { collection: key.slice(0, slash), id: key.slice(slash + 1) }
      }),
    ),
  ),
})

interface CourseNode extends Pick<PublicCourse, 'id' | 'instructorId'> {}
interface InstructorNode {
  readonly id: string
  readonly name: string
}

/** The catalogue as a graph. It tells what the public course reads tell, and nothing else of anybody. */
export const createCatalogueSchema = (courses: PublicCourses) => {
  const instructorOf = async (id: string, { documents }: GraphqlContext): Promise<InstructorNode | null> => {
    const person = await documents.load(`people/${id}`)
    if (person === undefined || person.deleted) return null
    const { name, role } = person.content as Person
    return role === 'learner' ? null : { id, name }
  }
  const publicCourse = async (id: string, { documents }: GraphqlContext): Promise<Course | undefined> => {
    const stored = await documents.load(`courses/${id}`)
    const course = stored?.content as Course | undefined
    return stored?.deleted === false && course?.status === 'published' ? course : undefined
  }
  return createSchema<GraphqlContext>({
    typeDefs,
    resolvers: {
      Query: {
        course: async (_root, { id }: { id: string }, context) => {
          const course = await publicCourse(id, context)
          return course === undefined ? null : toPublicCourse(course)
        },
        courses: async (_root, { limit, offset, ...filters }: CoursesArguments) => {
          const found = await courses.find({
            category: filters.category ?? undefined,
            level: filters.level ?? undefined,
            search: filters.search ?? undefined,
          })
          const first = Math.max(0, offset)
          return found.slice(first, first + bounded(limit))
        },
        instructor: (_root, { id }: { id: string }, context) => instructorOf(id, context),
      },
      Course: {
        instructor: ({ instructorId }: CourseNode, _arguments: unknown, context: GraphqlContext) =>
          instructorOf(instructorId, context),
        modules: async ({ id }: CourseNode, _arguments: unknown, context: GraphqlContext) => {
          const course = await publicCourse(id, context)
          if (course === undefined) return []
          const unitIds = course.modules.flatMap((module) => module.unitIds)
          const units = await context.documents.loadMany(unitIds.map((unitId) => `units/${unitId}`))
          return toPublicModules(
            course,
            units.map((unit) => {
              if (unit instanceof Error) throw unit
              return unit
            }),
          ) satisfies readonly PublicModule[]
        },
      },
      Instructor: {
        courses: async ({ id }: InstructorNode, { limit }: { limit: number }) =>
          (await courses.find({ instructorId: id })).slice(0, bounded(limit)),
      },
    },
  })
}

interface CoursesArguments {
  readonly limit: number
  readonly offset: number
  readonly category?: string | null
  readonly level?: string | null
  readonly search?: string | null
}

const bounded = (limit: number): number => Math.min(MOST_COURSES, Math.max(0, limit))
