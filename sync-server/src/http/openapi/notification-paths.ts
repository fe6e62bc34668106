import { pushEndpoint, pushSubscription, quietHoursWish } from '../routes/notification-routes.ts'
import { errors, json, OPEN, pathParameter, schemaOf, SIGNED_IN, type OpenapiOperation } from './describe.ts'

const bodyOf = (schema: Parameters<typeof schemaOf>[0]) => ({
  required: true,
  content: { 'application/json': { schema: schemaOf(schema, 'input') } },
})
const FAILURES = errors('invalid-request', 'not-signed-in', 'too-large', 'unavailable')
const PAGE = { content: { 'text/html': { schema: { type: 'string' } } } }

/** How a person is told of notices beside the app. */
export const notificationPaths: Readonly<Record<string, Readonly<Record<string, OpenapiOperation>>>> = {
  '/api/me/notifications': {
    get: {
      summary: 'What a browser needs to subscribe to web push, and the person’s quiet hours',
      security: SIGNED_IN,
      responses: {
        '200': json('`pushKey`: the school’s VAPID key. `quiet`: minutes after midnight in `zone`, or null.', {
          type: 'object',
          properties: { pushKey: { type: 'string' }, quiet: { type: ['object', 'null'] } },
        }),
        ...errors('not-signed-in'),
      },
    },
  },
  '/api/me/quiet-hours': {
    post: {
      summary: 'Sets when neither push nor mail disturbs the person, or that there is no such time',
      security: SIGNED_IN,
      requestBody: bodyOf(quietHoursWish),
      responses: { '204': { description: 'It is set.' }, ...FAILURES },
    },
  },
  '/api/me/push': {
    post: {
      summary: 'Has this browser woken for notices, as long as the session lasts',
      description: 'Of push services that are known to the school alone.',
      security: SIGNED_IN,
      requestBody: bodyOf(pushSubscription),
      responses: { '204': { description: 'It is.' }, ...FAILURES },
    },
    delete: {
      summary: 'Has a browser woken no more',
      security: SIGNED_IN,
      requestBody: bodyOf(pushEndpoint),
      responses: { '204': { description: 'It is not.' }, ...FAILURES, ...errors('not-found') },
    },
  },
  '/unsubscribe/{token}': {
    get: {
      summary: 'The page that a letter’s link leads to',
      security: OPEN,
      parameters: [pathParameter('token', 'Of the letter.')],
      responses: { '200': { description: 'Asks.', ...PAGE }, '404': { description: 'No such link.', ...PAGE } },
    },
    post: {
      summary: 'No more letters about announcements, discussions and decisions',
      security: OPEN,
      parameters: [pathParameter('token', 'Of the letter.')],
      responses: {
        '200': { description: 'There are none.', ...PAGE },
        '404': { description: 'No such link.', ...PAGE },
      },
    },
  },
}
