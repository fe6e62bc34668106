import { BehaviorSubject, map } from 'rxjs'
import { NOTE_DIVIDER, type Note } from '@edutrack/shared-schema/collections/notes'
import type { Post } from '@edutrack/shared-schema/collections/posts'
import type { Alerts } from '#app/alerts.ts'
import type { Discussions, PostDraft } from '#app/discussions.ts'
import type { Notebook } from '#app/notebook.ts'
import { toThreads } from '#local-db/queries/threads.ts'
import { ME } from './fixtures/learner.ts'
import type { Scenario } from './scenarios.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

interface Deps {
  readonly scenario: Scenario
  readonly now: () => number
  readonly createId: () => string
}

/** A learner's notes in memory. */
export const createMemoryNotebook = ({ scenario, now, createId }: Deps): Notebook => {
  const notes$ = new BehaviorSubject<readonly Note[]>(scenario === 'first-time' ? [] : notesOf(now()))
  return {
    all: () => notes$,
    ofUnit: (unitId) => notes$.pipe(map((notes) => notes.filter((note) => note.unitId === unitId))),
    newId: createId,
    write: async ({ before: _before, ...note }) => {
      const others = notes$.value.filter(({ id }) => id !== note.id)
      notes$.next([{ ...note, personId: ME, writtenAt: now() }, ...others])
      return note.text
    },
    remove: async (id) => {
      const before = notes$.value
      notes$.next(before.filter((note) => note.id !== id))
      return async () => notes$.next(before)
    },
  }
}

const notesOf = (now: number): readonly Note[] => [
  {
    id: 'note-1',
    personId: ME,
    courseId: 'first-aid',
    unitId: 'first-aid-1',
    kind: 'note',
    position: 0.2,
    text: `Ask Rosa: does it hold for children, too?${NOTE_DIVIDER}Read this again before Thursday.`,
    writtenAt: now - 2 * HOUR,
  },
  {
    id: 'note-2',
    personId: ME,
    courseId: 'first-aid',
    unitId: 'first-aid-1',
    kind: 'bookmark',
    position: 0.6,
    text: 'Twenty minutes under running water, and never ice.',
    writtenAt: now - 26 * HOUR,
  },
  {
    id: 'note-3',
    personId: ME,
    courseId: 'garden',
    unitId: 'garden-1',
    kind: 'note',
    position: 0,
    text: 'Our own soil is clay.',
    writtenAt: now - 50 * HOUR,
  },
]

/** Discussions in memory; in the scenario `many` a thread of a thousand posts. */
export const createMemoryDiscussions = ({ scenario, now, createId }: Deps): Discussions => {
  const posts$ = new BehaviorSubject<readonly Post[]>(scenario === 'first-time' ? [] : postsOf(now(), scenario))
  const drafts = new Map<string, PostDraft>()
  const change = (id: string, patch: Partial<Post>): Promise<void> => {
    posts$.next(posts$.value.map((post) => (post.id === id ? { ...post, ...patch } : post)))
    return Promise.resolve()
  }
  return {
    threads: (courseId) => posts$.pipe(map((posts) => toThreads(posts.filter((post) => post.courseId === courseId)))),
    post: async (post) => {
      const id = createId()
      posts$.next([...posts$.value, { ...post, id, authorId: ME, authorName: 'Amara Okafor', writtenAt: now() }])
      return id
    },
    change: (id, patch) => change(id, patch),
    setHidden: (id, hidden) => change(id, { hidden }),
    remove: async (id) => {
      const before = posts$.value
      posts$.next(before.filter((post) => post.id !== id))
      return async () => posts$.next(before)
    },
    draft: async (place) => drafts.get(place),
    keepDraft: async (place, draft) => {
      if (draft === undefined) drafts.delete(place)
      else drafts.set(place, draft)
    },
  }
}

const postsOf = (now: number, scenario: Scenario): readonly Post[] => {
  const post = (id: string, hoursAgo: number, more: Partial<Post>): Post => ({
    id,
    courseId: 'first-aid',
    kind: 'reply',
    authorId: 'rosa',
    authorName: 'Rosa Lindqvist',
    title: '',
    markdown: '',
    writtenAt: now - hoursAgo * HOUR,
    receivedAt: now - hoursAgo * HOUR,
    ...more,
  })
  return [
    post('post-1', 26, {
      kind: 'announcement',
      title: 'Practice evening on Thursday',
      markdown: 'We meet at **18:00** in the community hall. Bring:\n\n- a blanket\n- a bandage, if you have one',
    }),
    post('post-2', 100, {
      kind: 'discussion',
      authorId: ME,
      authorName: 'Amara Okafor',
      title: 'How long do I cool a burn?',
      markdown: 'The page says twenty minutes, the film says ten. Which is it?',
    }),
    post('post-3', 97, {
      parentId: 'post-2',
      markdown: 'Twenty minutes. The film is older than the guideline, and I’ll say so beside it.',
    }),
    post('post-4', 96, {
      parentId: 'post-3',
      authorId: ME,
      authorName: 'Amara Okafor',
      markdown: 'Thank you!',
    }),
    post('post-5', 95, { parentId: 'post-2', authorId: 'x', authorName: 'Someone', hidden: true }),
    ...(scenario === 'many'
      ? Array.from({ length: 1000 }, (_, index) =>
          post(`post-many-${String(index)}`, 90 - index / 20, {
            parentId: 'post-2',
            authorId: `learner-${String(index % 30)}`,
            authorName: `Learner ${String((index % 30) + 1)}`,
            markdown: `Reply ${String(index + 1)}. ${'It depends on how deep it is. '.repeat(index % 9)}`,
          }),
        )
      : []),
  ]
}

/** A device that can be woken; a school that is out of reach where there is no network. */
export const createMemoryAlerts = (scenario: Scenario): Alerts => {
  let isOn = false
  let quiet: Awaited<ReturnType<Alerts['quiet']>> = { from: 22 * 60, to: 7 * 60, zone: 'Africa/Nairobi' }
  const isAway = scenario === 'offline'
  return {
    state: async () =>
      scenario === 'trouble' ? 'denied' : scenario === 'first-time' ? 'unsupported' : isOn ? 'on' : 'off',
    turnOn: async () => {
      if (isAway) return { ok: false, messageId: 'error.offline' }
      isOn = true
      return { ok: true }
    },
    turnOff: async () => {
      isOn = false
      return { ok: true }
    },
    quiet: async () => (isAway ? undefined : quiet),
    setQuiet: async (next) => {
      quiet = next
      return { ok: true }
    },
    zone: 'Africa/Nairobi',
  }
}
