import { requestErrors } from '@edutrack/shared-schema/protocol/errors'
import { syncRequest, syncResponse } from '@edutrack/shared-schema/protocol/sync'
import { PROTOCOL_VERSION } from '@edutrack/shared-schema/protocol/version'
import { courseListQuery, courseListSchema, publicCourseSchema } from '../routes/course-routes.ts'
import { accountPaths } from './account-paths.ts'
import { rosterPaths } from './roster-paths.ts'
import { certificatePaths } from './certificate-paths.ts'
import { notificationPaths } from './notification-paths.ts'
import { teachPaths } from './teach-paths.ts'
import { unitHistoryPaths } from './unit-history-paths.ts'
import { uploadPaths } from './upload-paths.ts'
import {
  schemaOf,
  json,
  errors,
  parametersOf,
  pathParameter,
  SIGNED_IN,
  OPEN,
  type Json,
  type OpenapiOperation,
} from './describe.ts'

export interface OpenapiDocument {
  readonly openapi: string
  readonly info: Json & { readonly title: string; readonly description: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenapiOperation>>>>
  readonly components: Json
}

/** The HTTP that the server speaks, in OpenAPI 3.1. Its schemas are made from those that check requests. */
export const openapiDocument = (): OpenapiDocument => ({
  openapi: '3.1.0',
  info: {
    title: 'EduTrack',
    version: String(PROTOCOL_VERSION),
    description:
      'Devices learn offline and sync by one request and one stream; the catalogue is open to everybody. Every failure is an Error with a code, a sentence that may be shown, and whether a retry helps.',
  },
  paths: {
    '/api/courses': {
      get: {
        summary: 'Published courses, the newest first',
        security: OPEN,
        parameters: parametersOf(courseListQuery),
        responses: {
          '200': json('A page of courses.', schemaOf(courseListSchema)),
          ...errors('invalid-request', 'too-many-requests'),
        },
      },
    },
    '/api/courses/{id}': {
      get: {
        summary: 'A published course, with its modules and units',
        security: OPEN,
        parameters: [pathParameter('id', 'Of the course.')],
        responses: {
          '200': json('The course.', { $ref: '#/components/schemas/CourseWithModules' }),
          ...errors('not-found'),
        },
      },
    },
    '/api/graphql': {
      post: {
        summary: 'The catalogue by GraphQL',
        description: 'Queries `course`, `courses`, `instructor`; depth and cost are limited.',
        security: OPEN,
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['query'],
                properties: { query: { type: 'string' }, variables: { type: 'object' } },
              },
            },
          },
        },
        responses: {
          '200': json('Data, or errors.', { type: 'object' }),
          ...errors('invalid-request', 'too-large', 'too-many-requests'),
        },
      },
    },
    ...accountPaths,
    ...notificationPaths,
    ...teachPaths,
    ...unitHistoryPaths,
    ...uploadPaths,
    ...certificatePaths,
    ...rosterPaths,
    '/api/sync': {
      post: {
        summary: 'Pushes, then pulls: everything that a device has and wants, of all collections',
        description: 'Rows are answered one by one; repeating a request changes nothing. The body may be gzip.',
        security: SIGNED_IN,
        requestBody: { required: true, content: { 'application/json': { schema: schemaOf(syncRequest, 'input') } } },
        responses: {
          '200': json('Each row’s answer, and a page of changes.', schemaOf(syncResponse)),
          ...errors(
            'invalid-request',
            'not-signed-in',
            'too-large',
            'protocol-mismatch',
            'too-many-requests',
            'internal',
            'unavailable',
          ),
        },
      },
    },
    '/api/stream': {
      get: {
        summary: 'What changes, as it does: server-sent events',
        security: SIGNED_IN,
        parameters: [
          { name: 'protocol', in: 'query', required: true, schema: { type: 'integer', const: PROTOCOL_VERSION } },
          { name: 'device', in: 'query', schema: { type: 'string', maxLength: 100 } },
        ],
        responses: {
          '200': { description: 'Events.', content: { 'text/event-stream': { schema: { type: 'string' } } } },
          ...errors('not-signed-in', 'protocol-mismatch'),
        },
      },
    },
    '/api/jobs/failed': {
      get: {
        summary: 'Jobs that were given up, and how many wait: for administrators',
        security: SIGNED_IN,
        responses: {
          '200': json('The newest first, each with its last error.', { type: 'object' }),
          ...errors('not-signed-in', 'not-allowed', 'unavailable'),
        },
      },
    },
    '/api/jobs/retry': {
      post: {
        summary: 'Has a job that was given up tried again: for administrators',
        security: SIGNED_IN,
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } },
            },
          },
        },
        responses: {
          '200': json('It waits.', { type: 'object' }),
          ...errors('invalid-request', 'not-signed-in', 'not-allowed', 'not-found', 'too-large', 'unavailable'),
        },
      },
    },
    '/api/media-sweep': {
      get: {
        summary:
          'What became of media that no course has any more, and what the next sweep would remove: for administrators',
        security: SIGNED_IN,
        responses: {
          '200': json('The last sweep, a dry run, and the latest removals.', { type: 'object' }),
          ...errors('not-signed-in', 'not-allowed', 'unavailable'),
        },
      },
    },
    '/api/media/{hash}': {
      get: {
        summary: 'A file of a course by its content, whole or in part',
        security: SIGNED_IN,
        parameters: [pathParameter('hash', 'SHA-256, 64 hexadecimal digits.')],
        responses: {
          '200': { description: 'The file.' },
          '206': { description: 'The part that `Range` asked for.' },
          ...errors('not-signed-in', 'not-found'),
        },
      },
    },
    '/api/receipt-keys': {
      get: {
        summary: 'Public keys of receipts, as JSON Web Keys',
        security: OPEN,
        responses: { '200': json('The keys.', { type: 'object', properties: { keys: { type: 'array' } } }) },
      },
    },
    '/health': {
      get: {
        summary: 'Whether the server’s parts answer',
        security: OPEN,
        responses: {
          '200': json('All, or all that devices need (`degraded`).', { type: 'object' }),
          '503': json('Not the database, or no memory is left.', { type: 'object' }),
        },
      },
    },
    '/ready': {
      get: {
        summary: 'Whether requests should be sent here',
        security: OPEN,
        responses: { '200': json('Yes.', { type: 'object' }), '503': json('It starts or stops.', { type: 'object' }) },
      },
    },
  },
  components: {
    securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'better-auth.session_token' } },
    schemas: {
      CourseWithModules: {
        allOf: [
          schemaOf(publicCourseSchema),
          {
            type: 'object',
            properties: {
              modules: {
                type: 'array',
                items: {
                  type: 'object',
                  properties: {
                    id: { type: 'string' },
                    title: { type: 'string' },
                    units: { type: 'array', items: { type: 'object' } },
                  },
                },
              },
            },
          },
        ],
      },
      Error: {
        type: 'object',
        required: ['error'],
        properties: {
          error: {
            type: 'object',
            required: ['code', 'message', 'retry', 'requestId'],
            properties: {
              code: { enum: Object.keys(requestErrors) },
              message: { type: 'string', description: 'A sentence that may be shown.' },
              retry: { type: 'boolean', description: 'Whether trying again helps.' },
              requestId: { type: 'string' },
              details: {},
            },
          },
        },
      },
    },
  },
})
