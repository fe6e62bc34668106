import type { z } from 'zod'
import type { personSchema, settings } from '#schemas/people.ts'
import { defineCollection } from './define-collection.ts'

export type Settings = z.infer<typeof settings>
export type Person = z.infer<typeof personSchema>

export const roles = ['learner', 'instructor', 'administrator'] as const

export type Role = (typeof roles)[number]

export const people = defineCollection<'people', Person>({
  name: 'people',
  version: 0,
  clientFields: ['name', 'settings'],
  indexes: [],
  migrations: {},
  settle: (mine, theirs) => ({ ...theirs, name: mine.name, settings: { ...theirs.settings, ...mine.settings } }),
})
