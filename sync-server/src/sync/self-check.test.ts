import { expect, test } from 'vitest'
import { comparedStateOf, createDigests } from '@edutrack/shared-schema/protocol/digest'
import type { CollectionName } from '@edutrack/shared-schema/collections/registry'
import type { ToldDocument } from '@edutrack/shared-schema/protocol/sync'
import { ana, createTestSchool, enrolment, ines, NOON, type TestSchool } from '#testing/test-school.ts'
import type { Reader } from './collection-rules.ts'

/** A device that has read everything: what it holds, by collection and id, and where it goes on. */
const readAll = async (school: TestSchool, reader: Reader) => {
  const held = new Map<string, { readonly collection: CollectionName; readonly document: ToldDocument }>()
  let checkpoint: string | null = null
  for (let more = true; more;) {
    const { pull } = await school.sync(reader, { pull: { checkpoint, limit: 4 } })
    for (const { collection, documents } of pull?.changes ?? [])
      for (const document of documents)
        if (document._deleted === true) held.delete(`${collection}/${document.id}`)
        else held.set(`${collection}/${document.id}`, { collection: collection as CollectionName, document })
    checkpoint = pull?.checkpoint ?? null
    more = pull?.more ?? false
  }
  return { held, checkpoint }
}
const digestsOf = (held: Awaited<ReturnType<typeof readAll>>['held']) => {
  const digests = createDigests()
  for (const { collection, document } of held.values())
    digests.add(collection, document.id, document._number ?? 0, comparedStateOf(collection, document))
  return digests.texts()
}
const note = (id: string) => ({
  id,
  personId: 'ana',
  courseId: 'c1',
  unitId: 'page',
  kind: 'note',
  position: 0,
  text: id,
  writtenAt: NOON,
})
const learningAna = async () => {
  const school = await createTestSchool()
  await school.pushRow(ana, 'enrolments', enrolment('ana'))
  for (const id of ['n1', 'n2']) await school.pushRow(ana, 'notes', note(id))
  return school
}

test('S20: a device that holds what it should is told so, learner or teacher', async () => {
  const school = await learningAna()
  for (const reader of [ana, ines]) {
    const { held, checkpoint } = await readAll(school, reader)
    const { pull } = await school.sync(reader, { pull: { checkpoint, limit: 100, digests: digestsOf(held) } })
    expect(pull).toMatchObject({ changes: [], more: false, compared: true })
    expect(pull?.rebuild).toBeUndefined()
  }
  await school.engine.close()
})

test('S20: where a document is missing, altered, older or too many, that collection alone is told again', async () => {
  const school = await learningAna()
  const { held, checkpoint } = await readAll(school, ana)
  const faults: readonly ((broken: typeof held) => void)[] = [
    (broken) => void broken.delete('notes/n1'),
    (broken) => void broken.set('notes/n1', { collection: 'notes', document: { ...note('n1'), text: 'altered' } }),
    (broken) => {
      const known = broken.get('notes/n1')
      if (known !== undefined) broken.set('notes/n1', { ...known, document: { ...known.document, _number: 1 } })
    },
    (broken) => void broken.set('notes/n3', { collection: 'notes', document: { ...note('n3'), _number: 3 } }),
  ]
  for (const fault of faults) {
    const broken = new Map(held)
    fault(broken)
    const { pull } = await school.sync(ana, { pull: { checkpoint, limit: 100, digests: digestsOf(broken) } })
    expect(pull).toMatchObject({ changes: [], more: true, compared: true, rebuild: ['notes'] })
    const { documents } = await school.pullAll(ana, 'notes', pull?.checkpoint)
    expect(documents).toMatchObject([{ id: 'n1', text: 'n1' }, { id: 'n2' }])
    // The catalogue, of which nothing is wrong, is not sent again.
    expect((await school.pullAll(ana, 'units', pull?.checkpoint)).documents).toEqual([])
  }
  await school.engine.close()
})

test('S20: nothing is compared while something new is told, nor what a device says nothing of', async () => {
  const school = await learningAna()
  const { held, checkpoint } = await readAll(school, ana)
  const { notes: _notes, ...others } = digestsOf(held)
  await school.store.transact(async () => {})
  expect((await school.sync(ana, { pull: { checkpoint, limit: 100, digests: { ...others } } })).pull).toMatchObject({
    compared: true,
    more: false,
  })
  await school.pushRow(ana, 'notes', note('n9'))
  const { pull } = await school.sync(ana, { pull: { checkpoint, limit: 100, digests: { ...others, notes: 'wrong' } } })
  expect(pull).toMatchObject({ more: false, changes: [{ collection: 'notes' }] })
  expect(pull?.compared).toBeUndefined()
  expect(pull?.rebuild).toBeUndefined()
  await school.engine.close()
})

test('S20: one comparison is made at a time; who comes meanwhile is served, and asks again later', async () => {
  const school = await learningAna()
  const { held, checkpoint } = await readAll(school, ana)
  const digests = digestsOf(held)
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => school.sync(ana, { pull: { checkpoint, limit: 100, digests } })),
  )
  expect(answers.every(({ pull }) => pull?.more === false)).toBe(true)
  expect(answers.filter(({ pull }) => pull?.compared === true)).toHaveLength(1)
  await school.engine.close()
})
