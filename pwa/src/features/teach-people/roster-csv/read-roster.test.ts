import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toCsv } from '#parts/to-csv.ts'
import { decodeText } from './decode-text.ts'
import { MOST_ROSTER_LINES, readRoster, type RosterRow } from './read-roster.ts'

const read = (text: string, name = 'list.csv') => readRoster([{ name, text }])
const rowsOf = (text: string): readonly RosterRow[] => {
  const result = read(text)
  if (result.outcome !== 'read') throw new Error(result.reason)
  return result.rows
}
const short = ({ line, name, email, group, fault }: RosterRow) => [line, name, email, group, fault]

test('a table is read by the names of its columns, whatever separates them', () => {
  for (const separator of [',', ';', '\t'])
    expect(
      rowsOf(
        `\uFEFF"E-mail"${separator}First name${separator}Last name${separator}Group\r\nANA@x.org${separator}Ana${separator}"de ""la"" Cruz"${separator}Blue\r\n\r\nben@x.org${separator}Ben${separator}${separator}\r\n`,
      ).map(short),
    ).toEqual([
      [2, 'Ana de "la" Cruz', 'ana@x.org', 'Blue', undefined],
      [4, 'Ben', 'ben@x.org', undefined, undefined],
    ])
})

test('a list without a head is read too: the address is found', () => {
  expect(rowsOf('Ana,ana@x.org,Blue\nBen,ben@x.org').map(short)).toEqual([
    [1, 'Ana', 'ana@x.org', 'Blue', undefined],
    [2, 'Ben', 'ben@x.org', undefined, undefined],
  ])
})

test('no line is left out: each that brings nobody says why', () => {
  expect(
    rowsOf(`name,email\nAna,ana@x.org\n,b@x.org\nBen,\nAna again,ANA@x.org\n${'x'.repeat(501)},c@x.org`).map(short),
  ).toEqual([
    [2, 'Ana', 'ana@x.org', undefined, undefined],
    [3, '', 'b@x.org', undefined, 'name-missing'],
    [4, 'Ben', '', undefined, 'email-missing'],
    [5, 'Ana again', 'ana@x.org', undefined, 'twice'],
    [6, 'x'.repeat(500), 'c@x.org', undefined, 'too-long'],
  ])
})

const USERS = `sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email
u1,active,,true,o1,student,ana,,Ana,Cruz,,,ana@x.org
u2,active,,true,o1,teacher,ines,,Ines,Lopez,,,ines@x.org
u3,tobedeleted,,true,o1,student,ben,,Ben,Ode,,,ben@x.org
u4,active,,true,o1,student,cy,,Cy,Dee,,,cy@x.org`

test('OneRoster: students of users.csv come, others are told why not', () => {
  expect(rowsOf(USERS).map(short)).toEqual([
    [2, 'Ana Cruz', 'ana@x.org', undefined, undefined],
    [3, 'Ines Lopez', 'ines@x.org', undefined, 'not-a-student'],
    [4, 'Ben Ode', 'ben@x.org', undefined, 'not-active'],
    [5, 'Cy Dee', 'cy@x.org', undefined, undefined],
  ])
})

test('OneRoster: with enrollments.csv their classes are groups', () => {
  const enrolments = `sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate
e1,active,,7b,s1,u1,student,false,,
e2,active,,7b,s1,u2,teacher,true,,
e3,active,,7b,s1,u9,student,false,,`
  const result = readRoster([
    { name: 'enrollments.csv', text: enrolments },
    { name: 'users.csv', text: USERS },
  ])
  expect(
    result.outcome === 'read' && result.rows.map(({ file, ...row }) => [file[0], ...short({ file, ...row })]),
  ).toEqual([
    ['e', 2, 'Ana Cruz', 'ana@x.org', '7b', undefined],
    ['e', 3, 'Ines Lopez', 'ines@x.org', '7b', 'not-a-student'],
    ['e', 4, 'u9', '', undefined, 'user-missing'],
    ['u', 4, 'Ben Ode', 'ben@x.org', undefined, 'not-active'],
    ['u', 5, 'Cy Dee', 'cy@x.org', undefined, 'not-active'],
  ])
  expect(readRoster([{ name: 'enrollments.csv', text: enrolments }])).toEqual({
    outcome: 'unreadable',
    reason: 'no-users',
  })
})

test.each([
  ['', 'nothing'],
  ['\n\n', 'nothing'],
  ['name,email\n', 'nothing'],
  ['name,city\nAna,Lima', 'no-address'],
  [`name,email\n${'A,a@x.org\n'.repeat(MOST_ROSTER_LINES + 1)}`, 'too-many'],
])('what is no list is told so', (text, reason) => {
  expect(read(text)).toEqual({ outcome: 'unreadable', reason })
})

test('one line of a hundred megabytes, an unclosed quote and ten thousand columns take no time and do no harm', () => {
  const start = performance.now()
  expect(read(`name,email\n${'x'.repeat(100_000_000)}`).outcome).toBe('read')
  expect(rowsOf(`name,email\n"Ana,ana@x.org\nBen,ben@x.org`)).toHaveLength(1)
  expect(rowsOf(`name,email${',x'.repeat(10_000)}\nAna,ana@x.org`)).toHaveLength(1)
  expect(performance.now() - start).toBeLessThan(10_000)
}, 20_000)

test('what was saved as a table comes back as it was, formulas and all', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(fc.string({ minLength: 1 }), fc.nat()), { selector: ([, id]) => id, minLength: 1 }),
      (people) => {
        const named = people.map(
          ([name, id]) => [name.trim() === '' ? 'x' : name.trim(), `p${String(id)}@x.org`] as const,
        )
        const rows = rowsOf(toCsv([['name', 'email'], ...named]))
        expect(rows.map(({ name, email }) => [name, email])).toEqual(
          named.map(([name, email]) => [name.replace(/^'(?=[=+\-@])/, ''), email]),
        )
      },
    ),
  )
})

test.each([
  ['UTF-8', new TextEncoder().encode('Zoë'), 'Zoë', false],
  ['UTF-8 with a mark', new Uint8Array([0xef, 0xbb, 0xbf, 0x41]), 'A', false],
  ['UTF-16 with a mark', new Uint8Array([0xff, 0xfe, 0x5a, 0, 0xeb, 0]), 'Zë', false],
  ['UTF-16, the other way', new Uint8Array([0xfe, 0xff, 0, 0x5a, 0, 0xeb]), 'Zë', false],
  ['UTF-16 without a mark', new Uint8Array([0x5a, 0, 0x6f, 0]), 'Zo', false],
  ['Windows', new Uint8Array([0x5a, 0x6f, 0xeb]), 'Zoë', true],
])('letters written as %s are read', (_how, bytes, text, isGuessed) => {
  expect(decodeText(bytes)).toEqual({ text, isGuessed })
})
