import type { z } from 'zod'
import { attempts } from './attempts.ts'
import { certificates } from './certificates.ts'
import { courses } from './courses.ts'
import type { Collection } from './define-collection.ts'
import { enrolments } from './enrolments.ts'
import { files } from './files.ts'
import { notes } from './notes.ts'
import { notices } from './notices.ts'
import { people } from './people.ts'
import { posts } from './posts.ts'
import { progress } from './progress.ts'
import { questions } from './questions.ts'
import type { schemas } from '#schemas/registry.ts'
import { units } from './units.ts'

/** In the order in which a push is applied: what later ones refer to comes first. RxDB opens at most 13; we stay at 12. */
export const collectionNames = [
  'people',
  'courses',
  'files',
  'questions',
  'units',
  'enrolments',
  'progress',
  'attempts',
  'posts',
  'notes',
  'certificates',
  'notices',
] as const
export type CollectionName = (typeof collectionNames)[number]

export const collections = {
  people,
  courses,
  files,
  questions,
  units,
  enrolments,
  progress,
  attempts,
  posts,
  notes,
  certificates,
  notices,
} satisfies { readonly [Name in CollectionName]: Collection<Name, DocumentOf<Name>> }

export type DocumentOf<Name extends CollectionName> = z.infer<(typeof schemas)[Name]>
/** A document of any collection, before its collection is looked at. */
export type AnyDocument = { readonly id: string } & Readonly<Record<string, unknown>>
/** What remains of a document that is gone, or that its reader may no longer see: valid by its schema, `_deleted` set (S4). */
export type Tombstone = AnyDocument & { readonly _deleted: true }
export const isCollectionName = (name: string): name is CollectionName => Object.hasOwn(collections, name)
