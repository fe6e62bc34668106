import type { z } from 'zod'
import { attemptReview, enrolmentDecision } from '@edutrack/shared-schema/protocol/review'
import { colleague, newColleague } from '@edutrack/shared-schema/protocol/roster'
import { errors, json, pathParameter, schemaOf, SIGNED_IN, type Json, type OpenapiOperation } from './describe.ts'

const bodyOf = (schema: z.ZodType): Json => ({
  required: true,
  content: { 'application/json': { schema: schemaOf(schema, 'input') } },
})
const listOf = (name: string, schema: z.ZodType): Json => ({
  type: 'object',
  properties: { [name]: { type: 'array', items: schemaOf(schema) } },
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
  '/api/courses/{courseId}/staff': {
    get: {
      summary: 'Who teaches a course, its instructor first',
      description: 'For those who teach the course.',
      security: SIGNED_IN,
      parameters: [pathParameter('courseId', 'Of the course.')],
      responses: {
        '200': json('They.', listOf('staff', colleague)),
        ...errors('not-signed-in', 'not-found'),
      },
    },
    post: {
      summary: 'Somebody teaches the course too, from now on',
      description: 'For the instructor of the course. Whoever has no account of an instructor can’t be added.',
      security: SIGNED_IN,
      parameters: [pathParameter('courseId', 'Of the course.')],
      requestBody: bodyOf(newColleague),
      responses: {
        '204': { description: 'They teach it, or did before.' },
        ...errors('invalid-request', 'not-signed-in', 'not-allowed', 'not-found', 'no-such-colleague', 'too-large'),
      },
    },
  },
  '/api/courses/{courseId}/staff/{personId}': {
    delete: {
      summary: 'Somebody teaches the course no longer',
      description: 'For the instructor of the course; colleagues may go by themselves.',
      security: SIGNED_IN,
      parameters: [pathParameter('courseId', 'Of the course.'), pathParameter('personId', 'Of the colleague.')],
      responses: {
        '204': { description: 'They don’t.' },
        ...errors('not-signed-in', 'not-allowed', 'not-found'),
      },
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
