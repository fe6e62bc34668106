import { expect, test } from 'vitest'
import { groupsOfPeople, isOfGroup } from './groups-of-people.ts'

test('groups are named once, by name; who was taken out of theirs is in none', () => {
  const people = [{ group: 'Red' }, { group: 'Blue' }, { group: 'Red' }, { group: '' }, {}]
  expect(groupsOfPeople(people)).toEqual(['Blue', 'Red'])
  expect(people.filter((person) => isOfGroup(person, ''))).toHaveLength(2)
  expect(people.filter((person) => isOfGroup(person, 'Red'))).toHaveLength(2)
})
