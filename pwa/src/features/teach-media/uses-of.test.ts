import { expect, test } from 'vitest'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { usesOf } from './uses-of.ts'

const unit = (id: string, more: Partial<Unit>) => ({ id, title: id, markdown: '', fileIds: [], ...more }) as Unit

test('a file is used by the cover, by texts, by films and captions, and by questions', () => {
  const course = { id: 'c', title: 'Course', coverFileId: 'f1' }
  const units = [
    unit('page', { markdown: 'A ![picture](file:f1)' }),
    unit('video', { video: { fileId: 'f2', captionsFileId: 'f1' } }),
    // What it once showed is no use of it.
    unit('other', { markdown: 'f2', fileIds: ['f1'] }),
  ]
  const question = {
    id: 'q',
    title: 'Q',
    prompt: '',
    explanation: '',
    content: { choices: [{ markdown: '![](file:f1)' }] },
  }
  const uses = usesOf('f1', { course, units, questions: [question as unknown as Question] })
  expect(uses.map(({ kind, id }) => [kind, id])).toEqual([
    ['cover', 'c'],
    ['unit', 'page'],
    ['unit', 'video'],
    ['question', 'q'],
  ])
  expect(usesOf('f3', { course, units, questions: [] })).toEqual([])
})
