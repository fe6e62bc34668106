import { expect, test } from 'vitest'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import { ana, createTestSchool, enrolment, ines, question } from '#testing/test-school.ts'

const parts = (texts: readonly string[]) => texts.map((markdown, index) => ({ id: `p${String(index)}`, markdown }))

test.each([
  ['ordering', 'items', { items: parts(['Seed', 'Sprout', 'Sapling', 'Tree']) }, { order: ['p0', 'p1', 'p2', 'p3'] }],
  [
    'matching',
    'matches',
    { items: parts(['Oak', 'Pine', 'Palm']), matches: parts(['Acorn', 'Cone', 'Date']) },
    { pairs: { p0: 'p0', p1: 'p1', p2: 'p2' } },
  ],
] as const)(
  'S3: of %s, what is stored in the right order is told without its key in one that tells nothing',
  async (kind, field, content, key) => {
    const school = await createTestSchool()
    await school.pushRow(ana, 'enrolments', enrolment('ana'))
    const { document } = question('q3', false)
    const sent = { ...(document as Question), kind, content, key } as unknown as Question
    expect(await school.pushRow(ines, 'questions', sent)).toMatchObject({ outcome: 'accepted' })
    const order = (of: Pick<Question, 'content'>): readonly string[] =>
      (of.content[field] as unknown as readonly { readonly id: string }[]).map(({ id }) => id)
    const told = async (reader: typeof ana) =>
      (await school.pullAll(reader, 'questions')).documents.find(({ id }) => id === 'q3') as unknown as Question
    expect(order(await told(ana))).not.toEqual(order(sent))
    expect(order(await told(ana)).toSorted()).toEqual(order(sent).toSorted())
    expect(await told(ana)).not.toHaveProperty('key')
    expect(await told(ines)).toMatchObject({ content, key })
  },
)
