import type { z } from 'zod'
import { enrolmentDecisions } from '@edutrack/shared-schema/protocol/review'
import {
  colleague,
  invitation,
  invitationNotice,
  newColleague,
  newInvitation,
  rosterEntry,
  rosterImport,
  rosterResult,
  rosterUndo,
} from '@edutrack/shared-schema/protocol/roster'
import { errors, json, OPEN, pathParameter, schemaOf, SIGNED_IN, type Json, type OpenapiOperation } from './describe.ts'

const COURSE = pathParameter('courseId', 'Of the course.')
const FOR_STAFF = 'For those who teach the course.'
const bodyOf = (schema: z.ZodType): Json => ({
  required: true,
  content: { 'application/json': { schema: schemaOf(schema, 'input') } },
})
const listOf = (name: string, schema: z.ZodType): Json => ({
  type: 'object',
  properties: { [name]: { type: 'array', items: schemaOf(schema) } },
})
const counts = (...names: readonly string[]): Json => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, { type: 'integer' }])),
})
const READING = errors('not-signed-in', 'not-found')
const WRITING = errors('invalid-request', 'not-signed-in', 'not-found', 'too-large')

/** Who teaches a course, and how people come into it. */
export const rosterPaths: Readonly<Record<string, Readonly<Record<string, OpenapiOperation>>>> = {
  '/api/courses/{courseId}/staff': {
    get: {
      summary: 'Who teaches a course, its instructor first',
      description: FOR_STAFF,
      security: SIGNED_IN,
      parameters: [COURSE],
      responses: { '200': json('They.', listOf('staff', colleague)), ...READING },
    },
    post: {
      summary: 'Somebody teaches the course too, from now on',
      description: 'For the instructor of the course. Whoever has no account of an instructor can’t be added.',
      security: SIGNED_IN,
      parameters: [COURSE],
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
      parameters: [COURSE, pathParameter('personId', 'Of the colleague.')],
      responses: { '204': { description: 'They don’t.' }, ...errors('not-signed-in', 'not-allowed', 'not-found') },
    },
  },
  '/api/invitations/{code}': {
    get: {
      summary: 'What a link into a course says, before its reader signs in',
      security: OPEN,
      parameters: [pathParameter('code', 'Of the invitation.')],
      responses: { '200': json('Its course.', schemaOf(invitationNotice)), ...errors('not-found') },
    },
  },
  '/api/courses/{courseId}/invitations': {
    get: {
      summary: 'The links that let people into a course, the latest first',
      description: FOR_STAFF,
      security: SIGNED_IN,
      parameters: [COURSE],
      responses: { '200': json('They.', listOf('invitations', invitation)), ...READING },
    },
    post: {
      summary: 'Makes a link that lets people into a course',
      description: FOR_STAFF,
      security: SIGNED_IN,
      parameters: [COURSE],
      requestBody: bodyOf(newInvitation),
      responses: { '200': json('It.', schemaOf(invitation)), ...WRITING },
    },
  },
  '/api/courses/{courseId}/invitations/{code}': {
    delete: {
      summary: 'A link lets nobody in any more',
      description: `${FOR_STAFF} Whoever is in the course stays.`,
      security: SIGNED_IN,
      parameters: [COURSE, pathParameter('code', 'Of the invitation.')],
      responses: { '204': { description: 'It doesn’t.' }, ...READING },
    },
  },
  '/api/courses/{courseId}/roster': {
    get: {
      summary: 'The addresses of who is or was in a course',
      description: FOR_STAFF,
      security: SIGNED_IN,
      parameters: [COURSE],
      responses: { '200': json('They.', listOf('people', rosterEntry)), ...READING },
    },
    post: {
      summary: 'Puts people of a list into a course, or says what would become of each row',
      description: `${FOR_STAFF} Whoever has no account gets one, and a letter.`,
      security: SIGNED_IN,
      parameters: [COURSE],
      requestBody: bodyOf(rosterImport),
      responses: { '200': json('By row.', listOf('results', rosterResult)), ...WRITING },
    },
  },
  '/api/courses/{courseId}/roster/undo': {
    post: {
      summary: 'Takes a list back',
      description: `${FOR_STAFF} Who has begun to work stays in the course, and accounts stay.`,
      security: SIGNED_IN,
      parameters: [COURSE],
      requestBody: bodyOf(rosterUndo),
      responses: { '200': json('How many are out, and how many stay.', counts('removed', 'kept')), ...WRITING },
    },
  },
  '/api/courses/{courseId}/enrolments': {
    post: {
      summary: 'The same decision about many who are in a course, such as their group',
      description: FOR_STAFF,
      security: SIGNED_IN,
      parameters: [COURSE],
      requestBody: bodyOf(enrolmentDecisions),
      responses: { '200': json('About how many it was made.', counts('decided')), ...WRITING },
    },
  },
}
