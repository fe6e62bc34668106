import { expect, test } from 'vitest'
import type { LogChange, StoredDocument } from '#ports/store/store.ts'
import { createKnownLearners } from './known-learners.ts'

const person = (id: string, role: string): StoredDocument => ({
  collection: 'people',
  id,
  number: 1,
  content: { id, role },
  deleted: false,
  channels: [],
  stateHash: '',
})
const changeOf = (document: StoredDocument): LogChange => ({ ...document, left: [], document })

const openSchool = (isFollowing = true) => {
  const people = new Map<string, StoredDocument>()
  let reads = 0
  let onRead = (): void => {}
  const learners = createKnownLearners({
    isFollowing,
    store: {
      document: async (_collection, id) => {
        reads += 1
        const found = people.get(id)
        onRead()
        return found
      },
    },
  })
  return {
    learners,
    write: (document: StoredDocument) => void people.set(document.id, document),
    reads: () => reads,
    duringReads: (work: () => void) => {
      onRead = work
    },
  }
}

test('a learner is read once, until the log brings them anew', async () => {
  const { learners, write, reads } = openSchool()
  write(person('ana', 'learner'))
  await learners.person('ana')
  expect((await learners.person('ana'))?.content).toMatchObject({ role: 'learner' })
  expect(reads()).toBe(1)
  const promoted = person('ana', 'instructor')
  write(promoted)
  learners.note([changeOf(promoted)])
  expect((await learners.person('ana'))?.content).toMatchObject({ role: 'instructor' })
  expect(reads()).toBe(2)
})

test('staff, and who is not there, are read each time: a role that is taken away holds no more', async () => {
  const { learners, write, reads } = openSchool()
  write(person('lena', 'instructor'))
  await learners.person('lena')
  write(person('lena', 'learner'))
  expect((await learners.person('lena'))?.content).toMatchObject({ role: 'learner' })
  expect(await learners.person('nobody')).toBeUndefined()
  expect(await learners.person('nobody')).toBeUndefined()
  expect(reads()).toBe(4)
})

test('what changes while a learner is read is not covered by what was read', async () => {
  const { learners, write, duringReads } = openSchool()
  write(person('ana', 'learner'))
  const removed = { ...person('ana', 'learner'), deleted: true }
  duringReads(() => {
    write(removed)
    learners.note([changeOf(removed)])
  })
  await learners.person('ana')
  expect((await learners.person('ana'))?.deleted).toBe(true)
})

test('a process that does not follow the log remembers nobody', async () => {
  const { learners, write, reads } = openSchool(false)
  write(person('ana', 'learner'))
  await learners.person('ana')
  await learners.person('ana')
  expect(reads()).toBe(2)
})
