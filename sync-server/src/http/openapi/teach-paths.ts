import type { z } from 'zod'
import {
  attemptReview,
  enrolmentDecision,
  regrade,
  regradeRequest,
  regradeResult,
} from '@edutrack/shared-schema/protocol/review'
import { errors, json, pathParameter, schemaOf, SIGNED_IN, type Json, type OpenapiOperation } from './describe.ts'

const bodyOf = (schema: z.ZodType): Json => ({
  required: true,
  content: { 'application/json': { schema: schemaOf(schema, 'input') } },
})
const FAILURES = errors('invalid-request', 'not-signed-in', 'not-found', 'too-large')

/** What instructors ask of the school directly. */
export const teachPaths: Readonly<Record<string, Readonly<Record<string, OpenapiOperation>>>> = {
  '/api/attempts/{id}/review': {
    post: {
      summary: 'Grades a hand-in by hand, decides about what is unusual of it, or takes that back',
      description:
        'For those who teach its course. What is not named stays as it is; `decision: null` takes a decision back, `earned: null` a grade. The learner is told.',
      security: SIGNED_IN,
      parameters: [pathParameter('id', 'Of the attempt.')],
      requestBody: bodyOf(attemptReview),
      responses: { '204': { description: 'It is graded, or decided.' }, ...FAILURES },
    },
  },
  '/api/questions/{id}/regrade': {
    post: {
      summary: 'Grades hand-ins by the present version of a question, or says who would gain and lose',
      description:
        'For those who teach its course. Points that a person has given stay; learners whose points change are told.',
      security: SIGNED_IN,
      parameters: [pathParameter('id', 'Of the question.')],
      requestBody: bodyOf(regradeRequest),
      responses: { '200': json('What changes, or has.', schemaOf(regradeResult)), ...FAILURES },
    },
  },
  '/api/questions/{id}/regrades': {
    get: {
      summary: 'When a question was graded anew, the latest first',
      description: 'For those who teach its course.',
      security: SIGNED_IN,
      parameters: [pathParameter('id', 'Of the question.')],
      responses: {
        '200': json('They.', { type: 'object', properties: { regrades: { type: 'array', items: schemaOf(regrade) } } }),
        ...errors('not-signed-in', 'not-found'),
      },
    },
  },
  '/api/questions/{id}/regrades/{regradeId}/undo': {
    post: {
      summary: 'Grades by the versions that were answered again',
      description: 'For those who teach its course.',
      security: SIGNED_IN,
      parameters: [pathParameter('id', 'Of the question.'), pathParameter('regradeId', 'Of the regrade.')],
      responses: {
        '200': json('What has changed.', schemaOf(regradeResult)),
        ...errors('not-signed-in', 'not-found'),
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
