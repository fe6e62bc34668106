import { uploadMetadata } from '@edutrack/shared-schema/protocol/uploads'
import { errors, pathParameter, schemaOf, SIGNED_IN, type Json, type OpenapiOperation } from './describe.ts'

const header = (name: string, description: string, schema: Json): Json => ({
  name,
  in: 'header',
  required: true,
  description,
  schema,
})
const TUS = header('Tus-Resumable', 'Of the protocol.', { const: '1.0.0' })
const ID = pathParameter('id', 'Of the upload, and of the file that it becomes.')
const OFFSET: Json = { 'Upload-Offset': { description: 'Bytes that are here.', schema: { type: 'integer' } } }
const FAILURES = errors('invalid-request', 'not-signed-in', 'not-found')

/** How media come to a course: tus 1.0 with creation and termination. */
export const uploadPaths: Readonly<Record<string, Readonly<Record<string, OpenapiOperation>>>> = {
  '/api/uploads': {
    post: {
      summary: 'Begins an upload of a file to a course',
      description:
        'For those who teach the course, by tus 1.0 (https://tus.io/protocols/resumable-upload). Repeated, it finds the same upload. When the last byte is here, a job makes a file of the course of it; what a course can’t take is told by a notice.',
      security: SIGNED_IN,
      parameters: [
        TUS,
        header('Upload-Length', 'Bytes of the whole.', { type: 'integer', minimum: 1 }),
        header('Upload-Metadata', 'Pairs of a name and a value in Base64, with commas between.', {
          type: 'string',
          'x-values': schemaOf(uploadMetadata, 'input'),
        }),
      ],
      responses: {
        '201': {
          description: 'It is begun.',
          headers: { Location: { description: 'Where its bytes go.', schema: { type: 'string' } } },
        },
        ...FAILURES,
        ...errors('too-large', 'course-storage-full'),
      },
    },
  },
  '/api/uploads/{id}': {
    head: {
      summary: 'How far an upload is',
      security: SIGNED_IN,
      parameters: [ID, TUS],
      responses: { '200': { description: 'So far.', headers: OFFSET }, ...FAILURES },
    },
    patch: {
      summary: 'Brings bytes of an upload, from where it is',
      description: 'What a connection that breaks has brought is kept.',
      security: SIGNED_IN,
      parameters: [ID, TUS, header('Upload-Offset', 'Where they belong.', { type: 'integer', minimum: 0 })],
      requestBody: {
        required: true,
        content: { 'application/offset+octet-stream': { schema: { type: 'string', format: 'binary' } } },
      },
      responses: {
        '204': { description: 'They are here for good.', headers: OFFSET },
        ...FAILURES,
        ...errors('too-large', 'upload-moved', 'upload-busy'),
      },
    },
    delete: {
      summary: 'Gives up an upload that is not complete',
      security: SIGNED_IN,
      parameters: [ID, TUS],
      responses: { '204': { description: 'It is forgotten.' }, ...FAILURES },
    },
  },
}
