import { expect, test } from 'vitest'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import { ana, attempt, createTestSchool } from '#testing/test-school.ts'

test('S12: a grade is the server’s, by its own keys, whatever the device says of it', async () => {
  const school = await createTestSchool()
  const handIn = async (id: string, choiceId: string) => {
    await school.pushRow(ana, 'attempts', {
      ...attempt(id, { answers: { q1: { value: { choiceId }, at: 1 } } }),
      grade: { earned: 2, points: 2, parts: [], pending: false, gradedAt: 1 },
    })
    return ((await school.store.document('attempts', id))?.content as Attempt | undefined)?.grade
  }
  expect(await handIn('right', 'a')).toMatchObject({ earned: 2, points: 2, pending: false })
  expect(await handIn('wrong', 'b')).toMatchObject({ earned: 0, points: 2, pending: false })
  expect(await handIn('nonsense', 'no such choice')).toMatchObject({ earned: 0, points: 2 })
  await school.engine.close()
})

test('S12: a question that a device says was asked twice counts once', async () => {
  const school = await createTestSchool()
  const asked = Array.from({ length: 3 }, () => ({ questionId: 'q1', version: 1 }))
  await school.pushRow(ana, 'attempts', attempt('twice', { asked }))
  const grade = ((await school.store.document('attempts', 'twice'))?.content as Attempt | undefined)?.grade
  expect(grade).toMatchObject({ earned: 2, points: 2 })
  expect(grade?.parts).toHaveLength(1)
  await school.engine.close()
})
