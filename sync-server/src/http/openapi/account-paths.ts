import { json, errors, pathParameter, bodyOf, OK, ENDED, SIGNED_IN, OPEN, type OpenapiOperation } from './describe.ts'

/** Signing up, in and out, and where one is signed in. */
export const accountPaths: Readonly<Record<string, Readonly<Record<string, OpenapiOperation>>>> = {
  '/api/auth/sign-in/email': {
    post: {
      summary: 'Signs in: the answer sets the session’s cookie',
      security: OPEN,
      requestBody: bodyOf('email', 'password'),
      responses: {
        '200': json('The person is signed in.', OK),
        ...errors('invalid-request', 'wrong-credentials', 'too-large', 'too-many-requests', 'unavailable'),
      },
    },
  },
  '/api/auth/sign-up/email': {
    post: {
      summary: 'Makes an account and signs in',
      security: OPEN,
      requestBody: bodyOf('name', 'email', 'password'),
      responses: {
        '200': json('The person is signed in.', OK),
        ...errors(
          'invalid-request',
          'password-too-short',
          'wrong-credentials',
          'email-taken',
          'not-allowed',
          'too-large',
          'too-many-requests',
          'unavailable',
        ),
      },
    },
  },
  '/api/auth/sign-out': {
    post: {
      summary: 'Ends the session of the cookie',
      security: OPEN,
      requestBody: bodyOf(),
      responses: {
        '200': json('Nobody is signed in.', OK),
        ...errors('invalid-request', 'too-large', 'unavailable'),
      },
    },
  },
  '/api/auth/request-password-reset': {
    post: {
      summary: 'Sends a letter with which a new password can be chosen, if there is such an account',
      security: OPEN,
      requestBody: bodyOf('email'),
      responses: {
        '200': json('It is on its way.', OK),
        ...errors('invalid-request', 'wrong-credentials', 'too-large', 'too-many-requests'),
      },
    },
  },
  '/api/auth/reset-password': {
    post: {
      summary: 'Sets a new password by the token of a letter, once',
      security: OPEN,
      requestBody: bodyOf('token', 'newPassword'),
      responses: {
        '200': json('It is set.', OK),
        ...errors(
          'invalid-request',
          'link-expired',
          'password-too-short',
          'too-large',
          'too-many-requests',
          'unavailable',
        ),
      },
    },
  },
  '/api/me/sessions': {
    get: {
      summary: 'Where the person is signed in, what was used last first',
      security: SIGNED_IN,
      responses: {
        '200': json('The sessions. Their ids end them; nobody can sign in by one.', {
          type: 'object',
          properties: {
            sessions: {
              type: 'array',
              items: {
                type: 'object',
                properties: {
                  id: { type: 'string' },
                  userAgent: { type: 'string', description: 'What the browser says of itself.' },
                  signedInAt: { type: 'number', description: 'Server’s clock, ms.' },
                  lastUsedAt: { type: 'number', description: 'Server’s clock, ms, to the day.' },
                  isCurrent: { type: 'boolean', description: 'This request’s own.' },
                },
              },
            },
          },
        }),
        ...errors('not-signed-in'),
      },
    },
    delete: {
      summary: 'Signs the person out everywhere but here',
      security: SIGNED_IN,
      responses: { '200': json('How many have ended.', ENDED), ...errors('not-signed-in') },
    },
  },
  '/api/me/sessions/{id}': {
    delete: {
      summary: 'Signs the person out in one place',
      security: SIGNED_IN,
      parameters: [pathParameter('id', 'Of the session, as listed.')],
      responses: { '200': json('It has ended.', ENDED), ...errors('not-signed-in', 'not-found') },
    },
  },
  '/api/me': {
    get: {
      summary: 'Who is signed in',
      security: SIGNED_IN,
      responses: {
        '200': json('The person.', {
          type: 'object',
          properties: Object.fromEntries(
            ['personId', 'role', 'name', 'email'].map((name) => [name, { type: 'string' }]),
          ),
        }),
        ...errors('not-signed-in'),
      },
    },
  },
}
