import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contentHash } from '@edutrack/shared-schema/canonical-json'
import { attempts } from '@edutrack/shared-schema/collections/attempts'
import { clientPart, clientStateHash } from '@edutrack/shared-schema/collections/define-collection'
import { collectionNames, collections, type AnyDocument } from '@edutrack/shared-schema/collections/registry'
import { createClientHashes, DELETED_STATE_HASH } from './client-hash.ts'

test('hashes are those that devices make, whatever the document', () => {
  const hashes = createClientHashes()
  fc.assert(
    fc.property(
      fc.constantFrom(...collectionNames),
      fc.dictionary(
        fc.constantFrom('personId', 'answers', 'title', 'text', 'settings', 'grade', 'readAt'),
        fc.jsonValue(),
      ),
      fc.string(),
      (collection, fields, id) => {
        const document: AnyDocument = { ...fields, id }
        expect(hashes.stateHash(collection, document)).toBe(clientStateHash(collections[collection], document))
        const part = clientPart(collections[collection], document)
        expect(hashes.contentHash(collection, document)).toBe(contentHash(part))
      },
    ),
  )
  expect(DELETED_STATE_HASH).toBe(clientStateHash(attempts, { _deleted: true }))
})

test('the last hash holds for the same client’s fields only', () => {
  const hashes = createClientHashes()
  const answers = { q1: { value: 1, at: 1 } }
  const first = hashes.stateHash('attempts', { id: 'a', answers })
  expect(hashes.stateHash('attempts', { id: 'a', answers, grade: { earned: 1 } })).toBe(first)
  expect(hashes.stateHash('attempts', { id: 'a', answers, text: 'more' })).not.toBe(first)
  expect(hashes.stateHash('notes', { id: 'a', answers })).not.toBe(first)
})
