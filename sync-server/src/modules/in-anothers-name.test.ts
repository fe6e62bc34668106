import { expect, test } from 'vitest'
import type { AnyDocument, CollectionName } from '@edutrack/shared-schema/collections/registry'
import { ana, attempt, ben, createTestSchool, enrolment, NOON } from '#testing/test-school.ts'

/** Of each collection that learners write: a document of Ana's. */
const ofAna: readonly (readonly [CollectionName, AnyDocument])[] = [
  ['people', { id: 'ana', name: 'ANA', role: 'learner', settings: {} }],
  ['enrolments', enrolment('ana')],
  [
    'progress',
    {
      id: 'ana:page',
      personId: 'ana',
      courseId: 'c1',
      unitId: 'page',
      openedAt: 1,
      furthest: 1,
      place: { position: 1, at: 1, device: 'phone' },
      secondsByDevice: {},
    },
  ],
  ['attempts', { ...attempt('t1', { status: 'open' }) }],
  [
    'notes',
    {
      id: 'n1',
      personId: 'ana',
      courseId: 'c1',
      unitId: 'page',
      kind: 'note',
      position: 0,
      text: 't',
      writtenAt: NOON,
    },
  ],
]

test.each(ofAna)('S3: of %s nobody makes or changes what is another’s', async (collection, document) => {
  const school = await createTestSchool()
  expect(await school.pushRow(ben, collection, document)).toMatchObject({ outcome: 'refused', code: 'not-yours' })
  const before = await school.store.document(collection, document.id)
  if (before === undefined)
    expect(await school.pushRow(ana, collection, document)).toMatchObject({ outcome: 'accepted' })
  const anas = await school.store.document(collection, document.id)
  for (const stolen of [document, { ...document, personId: 'ben', name: 'BEN' }])
    expect(await school.pushRow(ben, collection, stolen)).toMatchObject({ outcome: 'refused', code: 'not-yours' })
  expect(await school.store.document(collection, document.id)).toEqual(anas)
  await school.engine.close()
})
