import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clientPart } from './define-collection.ts'
import { courses, type Course } from './courses.ts'
import { units, type Unit } from './units.ts'

const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 })
const course = fc.record({
  title: fc.constantFrom('Sums', 'More sums', 'All sums'),
  description: fc.constantFrom('', 'd'),
  category: fc.constant('maths'),
  level: fc.constantFrom('beginner', 'advanced'),
  language: fc.constant('en'),
  staffIds: ids,
  status: fc.constantFrom('draft', 'published'),
  coverFileId: fc.option(fc.constantFrom('f1', 'f2'), { nil: undefined }),
  modules: ids.map((unitIds) => [{ id: 'm', title: '1', unitIds }]),
  minutes: fc.nat(50),
  enrolment: fc.constantFrom({ mode: 'open' }, { mode: 'open', capacity: 3 }),
  certificate: fc.option(fc.record({ minimumPercent: fc.constantFrom(50, 60) }), { nil: undefined }),
}) as unknown as fc.Arbitrary<Course>
const unit = fc.record({
  courseId: fc.constant('c1'),
  kind: fc.constant('page'),
  title: fc.constantFrom('Page', 'Other'),
  minutes: fc.nat(3),
  status: fc.constantFrom('draft', 'published'),
  markdown: fc.constantFrom('one', 'two', 'three'),
  video: fc.option(fc.record({ fileId: fc.constantFrom('a', 'b') }), { nil: undefined }),
  fileIds: ids,
}) as unknown as fc.Arbitrary<Unit>

const merged = (mine: Course, theirs: Course, base?: Course) =>
  clientPart(courses, courses.settle?.(mine, theirs, base) as never)
const conflicts = (mine: Course, theirs: Course, base?: Course) => courses.conflicts?.(mine, theirs, base) ?? []

test('S22: whichever side merges two edits of a course, what is in no conflict comes out the same', () =>
  fc.assert(
    fc.property(course, course, course, (base, mine, theirs) => {
      const names = conflicts(mine, theirs, base)
      expect(conflicts(theirs, mine, base)).toEqual(names)
      const [here, there] = [merged(mine, theirs, base), merged(theirs, mine, base)]
      for (const name of [...names, 'staffIds']) {
        delete here[name]
        delete there[name]
      }
      expect(here).toEqual(there)
    }),
  ))

test('S22: the same of a unit, whose list of files follows what each side put in and took out', () =>
  fc.assert(
    fc.property(unit, unit, unit, (base, mine, theirs) => {
      const names = units.conflicts?.(mine, theirs, base) ?? []
      expect(units.conflicts?.(theirs, mine, base)).toEqual(names)
      const [here, there] = [mine, theirs].map((one, index) =>
        clientPart(units, units.settle?.(one, index === 0 ? theirs : mine, base) as never),
      )
      for (const side of [here, there]) for (const name of names) delete side?.[name]
      expect(new Set(here?.['fileIds'] as string[])).toEqual(new Set(there?.['fileIds'] as string[]))
      const kept = here?.['fileIds'] as readonly string[]
      for (const id of ['a', 'b', 'c', 'd']) {
        const [was, isMine, isTheirs] = [base, mine, theirs].map(({ fileIds }) => fileIds.includes(id))
        expect(kept.includes(id)).toBe(was === true ? isMine === true && isTheirs === true : isMine || isTheirs)
      }
    }),
  ))

test('S22: a side that changed nothing gives way whole; a change is never lost without a conflict', () =>
  fc.assert(
    fc.property(course, course, course, (base, mine, theirs) => {
      expect(merged(base, theirs, base)).toEqual(clientPart(courses, theirs as never))
      expect(conflicts(base, theirs, base)).toEqual([])
      expect(conflicts(mine, mine, base)).toEqual([])
      const both = merged(mine, theirs, base)
      for (const field of [
        'title',
        'description',
        'level',
        'status',
        'coverFileId',
        'modules',
        'certificate',
      ] as const) {
        if (conflicts(mine, theirs, base).includes(field)) continue
        const isMine = JSON.stringify(mine[field]) !== JSON.stringify(base[field])
        expect(both[field]).toEqual((isMine ? mine : theirs)[field])
      }
    }),
  ))

test('S22: learning time that both sides change counts both changes', () =>
  fc.assert(
    fc.property(course, fc.nat(9), fc.nat(9), (base, more, most) => {
      const both = merged({ ...base, minutes: base.minutes + more }, { ...base, minutes: base.minutes + most }, base)
      expect(both['minutes']).toBe(base.minutes + more + most)
    }),
  ))

test('S22: a colleague who was added meanwhile stays added, whatever this device has changed or holds', () =>
  fc.assert(
    fc.property(course, ids, fc.boolean(), (base, staffIds, hasBase) => {
      const mine = { ...base, title: 'Mine' }
      const theirs = { ...base, staffIds }
      expect(merged(mine, theirs, hasBase ? base : undefined)['staffIds']).toEqual(staffIds)
      if (hasBase) {
        expect(conflicts(mine, theirs, base)).toEqual([])
        expect(merged(mine, theirs, base)['title']).toBe('Mine')
      }
    }),
  ))

test('S22: where nobody knows from what an edit was made, all that differs is in conflict, but who teaches and for how long', () => {
  fc.assert(
    fc.property(course, course, (mine, theirs) => {
      const differ = [
        'title',
        'description',
        'level',
        'status',
        'coverFileId',
        'modules',
        'enrolment',
        'certificate',
      ].filter((field) => JSON.stringify(mine[field as 'title']) !== JSON.stringify(theirs[field as 'title']))
      expect([...conflicts(mine, theirs)].toSorted()).toEqual(differ.toSorted())
    }),
  )
})
