import type { z } from 'zod'
import { attemptReview, enrolmentDecision } from '@edutrack/shared-schema/protocol/review'
import { errors, pathParameter, schemaOf, SIGNED_IN, type Json, type OpenapiOperation } from './describe.ts'

const bodyOf = (schema: z.ZodType): Json => ({
  required: true,
  content: { 'application/json': { schema: schemaOf(schema, 'input') } },
})
const FAILURES = errors('invalid-request', 'not-signed-in', 'not-found', 'too-large')

/** What instructors ask of the school directly. */
export const teachPaths: Readonly<Record<string, Readonly<Record<string, OpenapiOperation>>>> = {
  '/api/attempts/{id}/review': {
    post: {
      summary: 'Grades a hand-in by hand, or decides about what is unusual of it',
      description: 'For those who teach its course. What is not named stays as it is; the learner is told.',
      security: SIGNED_IN,
      parameters: [pathParameter('id', 'Of the attempt.')],
      requestBody: bodyOf(attemptReview),
      responses: { '204': { description: 'It is graded, or decided.' }, ...FAILURES },
    },
  },
  '/api/courses/{courseId}/enrolments/{personId}': {
    post: {
      summary: 'Lets somebody into a course who wished to be in it, takes somebody out, or gives them more time',
      description: 'For those who teach the course.',
      security: SIGNED_IN,
      parameters: [pathParameter('courseId', 'Of the course.'), pathParameter('personId', 'Of the learner.')],
      requestBody: bodyOf(enrolmentDecision),
      responses: { '204': { description: 'It is decided.' }, ...FAILURES },
    },
  },
}
