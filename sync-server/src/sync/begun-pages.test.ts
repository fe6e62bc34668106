import { expect, test } from 'vitest'
import { ana, createTestSchool, enrolment, type TestSchool } from '#testing/test-school.ts'

const pullOnce = async (school: TestSchool, pull: { checkpoint: string | null; begun?: string[]; limit?: number }) => {
  const answer = (await school.sync(ana, { pull: { limit: 100, ...pull } })).pull
  if (answer === undefined) throw new Error('no page')
  const units = answer.changes.find(({ collection }) => collection === 'units')?.documents ?? []
  return { ...answer, units: units.map(({ id, _deleted }) => [id, _deleted === true]) }
}
const leave = (school: TestSchool) =>
  school.pushRow(ana, 'enrolments', enrolment('ana', 'left'), { assumed: enrolment('ana') })

test('S4: what a device had begun to write of a channel that is lost since is told as gone', async () => {
  const school = await createTestSchool()
  await school.pushRow(ana, 'enrolments', enrolment('ana'))
  const begun = await pullOnce(school, { checkpoint: null })
  expect(begun.units).toContainEqual(['page', false])
  expect(await leave(school)).toMatchObject({ outcome: 'accepted' })
  // The device was cut off before it noted the checkpoint: by that alone it never followed the course.
  expect((await pullOnce(school, { checkpoint: null })).units).toEqual([])
  const told = await pullOnce(school, { checkpoint: null, begun: [begun.checkpoint] })
  expect(told.units.toSorted()).toEqual([
    ['page', true],
    ['practice', true],
    ['quiz', true],
  ])
  // Page by page too, and only once.
  const units = []
  let next = await pullOnce(school, { checkpoint: null, begun: [begun.checkpoint], limit: 2 })
  for (units.push(...next.units); next.more; units.push(...next.units))
    next = await pullOnce(school, { checkpoint: next.checkpoint, limit: 2 })
  expect(units.filter(([, isGone]) => isGone)).toHaveLength(3)
  expect((await pullOnce(school, { checkpoint: next.checkpoint })).changes).toEqual([])
  await school.engine.close()
})

test('S4: what a device had begun to remove of a channel that is theirs again is told anew', async () => {
  const school = await createTestSchool()
  await school.pushRow(ana, 'enrolments', enrolment('ana'))
  const { checkpoint } = await pullOnce(school, { checkpoint: null })
  expect(await leave(school)).toMatchObject({ outcome: 'accepted' })
  // Cut off after it removed the course's units, in one page or in the first of several.
  const whole = await pullOnce(school, { checkpoint })
  expect(whole.units).toContainEqual(['page', true])
  const first = await pullOnce(school, { checkpoint, limit: 1 })
  expect(first.more).toBe(true)
  const back = await school.pushRow(ana, 'enrolments', enrolment('ana'), { assumed: enrolment('ana', 'left') })
  expect(back).toMatchObject({ outcome: 'accepted' })
  expect((await pullOnce(school, { checkpoint })).units).toEqual([])
  for (const page of [whole, first]) {
    const told = await pullOnce(school, { checkpoint, begun: [page.checkpoint] })
    expect(told.units.toSorted()).toEqual([
      ['page', false],
      ['practice', false],
      ['quiz', false],
    ])
    expect((await pullOnce(school, { checkpoint: told.checkpoint })).changes).toEqual([])
  }
  await school.engine.close()
})

test('S4: pages that were begun change nothing for who still follows their channels, nor do forged ones', async () => {
  const school = await createTestSchool()
  await school.pushRow(ana, 'enrolments', enrolment('ana'))
  const whole = await pullOnce(school, { checkpoint: null })
  for (const begun of [[whole.checkpoint], ['made up'], ['1 staff%3Ac1~AAAAAAAAAAAA']])
    expect((await pullOnce(school, { checkpoint: null, begun })).changes).toEqual(whole.changes)
  await school.engine.close()
})
