import { certificateDecision } from '#modules/learning/index.ts'
import { errors, json, OPEN, pathParameter, schemaOf, SIGNED_IN, type OpenapiOperation } from './describe.ts'

const ID = pathParameter('id', 'Of the certificate.')
const OBJECT = { type: 'object' }

/** Certificates: what anybody may check, and what staff decides. */
export const certificatePaths: Readonly<Record<string, Readonly<Record<string, OpenapiOperation>>>> = {
  '/verify/{id}': {
    get: {
      summary: 'A page that says whether a certificate is valid, revoked or unknown',
      description: 'For people; needs neither an account nor scripts.',
      security: OPEN,
      parameters: [ID],
      responses: {
        '200': { description: 'Valid or revoked.', content: { 'text/html': { schema: { type: 'string' } } } },
        '404': { description: 'Unknown.', content: { 'text/html': { schema: { type: 'string' } } } },
      },
    },
  },
  '/api/certificates/{id}': {
    get: {
      summary: 'What a certificate says and whether it is valid, with its signed credential',
      security: OPEN,
      parameters: [ID],
      responses: { '200': json('The certificate.', OBJECT), ...errors('not-found') },
    },
  },
  '/api/certificates/{id}/credential': {
    get: {
      summary: 'The Open Badges 3.0 credential as a signed token (VC-JWT, RS256)',
      security: OPEN,
      parameters: [ID],
      responses: {
        '200': { description: 'The token.', content: { 'application/vc+jwt': { schema: { type: 'string' } } } },
        ...errors('not-found'),
      },
    },
  },
  '/api/certificates/{id}/revocations': {
    get: {
      summary: 'The 1EdTech revocation list that a credential names: itself, where it is revoked',
      security: OPEN,
      parameters: [ID],
      responses: { '200': json('The list.', OBJECT), ...errors('not-found') },
    },
  },
  '/api/certificates/{id}/pdf': {
    get: {
      summary: 'A valid certificate as PDF',
      security: OPEN,
      parameters: [ID],
      responses: {
        '200': { description: 'The file.', content: { 'application/pdf': { schema: { type: 'string' } } } },
        ...errors('not-found'),
      },
    },
  },
  '/api/certificates/{id}/decisions': {
    get: {
      summary: 'Who revoked, restored or reissued a certificate, when and why',
      description: 'For its owner and those who teach its course.',
      security: SIGNED_IN,
      parameters: [ID],
      responses: { '200': json('The newest first.', OBJECT), ...errors('not-signed-in', 'not-found') },
    },
  },
  '/api/courses/{courseId}/certificates/{personId}': {
    post: {
      summary: 'Revokes, restores or reissues a learner’s certificate',
      description: 'For those who teach the course. It is logged, the learner is told, and a revocation can be undone.',
      security: SIGNED_IN,
      parameters: [pathParameter('courseId', 'Of the course.'), pathParameter('personId', 'Of the learner.')],
      requestBody: {
        required: true,
        content: { 'application/json': { schema: schemaOf(certificateDecision, 'input') } },
      },
      responses: {
        '204': { description: 'It is decided; what is reissued is made within seconds.' },
        ...errors('invalid-request', 'not-signed-in', 'not-found', 'too-large', 'unavailable'),
      },
    },
  },
  '/api/issuer': {
    get: {
      summary: 'The school as issuer of credentials: its Open Badges profile',
      security: OPEN,
      responses: { '200': json('The profile.', OBJECT) },
    },
  },
  '/api/issuer/keys': {
    get: {
      summary: 'Public keys of credentials, the newest first, as JSON Web Keys',
      security: OPEN,
      responses: { '200': json('The keys.', { type: 'object', properties: { keys: { type: 'array' } } }) },
    },
    post: {
      summary: 'Has a new key sign from now on; what older ones signed stays valid. For administrators',
      security: SIGNED_IN,
      requestBody: { required: true, content: { 'application/json': { schema: OBJECT } } },
      responses: {
        '200': json('The new key’s id.', OBJECT),
        ...errors('invalid-request', 'not-signed-in', 'not-allowed', 'too-large'),
      },
    },
  },
  '/api/issuer/keys/{keyId}': {
    get: {
      summary: 'One public key, by the name that a credential gives it',
      security: OPEN,
      parameters: [pathParameter('keyId', 'Of the key.')],
      responses: { '200': json('A JSON Web Key.', OBJECT), ...errors('not-found') },
    },
  },
}
