import { expect, test } from 'vitest'
import type { Post } from '@edutrack/shared-schema/collections/posts'
import { toThreads } from './threads.ts'

const post = (id: string, at: number, parentId?: string): Post => ({
  id,
  courseId: 'c1',
  kind: parentId === undefined ? 'discussion' : 'reply',
  ...(parentId === undefined ? {} : { parentId }),
  authorId: 'ana',
  authorName: 'Ana',
  title: '',
  markdown: id,
  writtenAt: at,
})
const shape = (posts: readonly Post[]): unknown =>
  toThreads(posts).map(({ id, head, replies }) => [id, head?.id, replies.map((reply) => reply.id)])

test('replies stand with what they answer, in their order, and the thread that was last written to first', () => {
  expect(shape([post('late', 5, 'a'), post('b', 3), post('early', 2, 'a'), post('a', 1)])).toEqual([
    ['a', 'a', ['early', 'late']],
    ['b', 'b', []],
  ])
})

test('a reply to a reply is in the same thread; a thread whose first post was deleted stays one', () => {
  expect(shape([post('a', 1), post('b', 2, 'a'), post('c', 3, 'b')])).toEqual([['a', 'a', ['b', 'c']]])
  expect(shape([post('b', 2, 'gone'), post('c', 3, 'gone')])).toEqual([['gone', undefined, ['b', 'c']]])
})

test('the school’s time counts where it is known', () => {
  expect(shape([post('a', 1), { ...post('b', 9, 'a'), receivedAt: 2 }, post('c', 3, 'a')])).toEqual([
    ['a', 'a', ['b', 'c']],
  ])
})

test('posts that name each other are one thread, not an endless loop', () => {
  expect(shape([post('x', 1, 'y'), post('y', 2, 'x')])).toEqual([['x', 'x', ['y']]])
})
