import Papa from 'papaparse'

/** A person of a list as it was written, or why this line is none. Nothing of a file is left out. */
export interface RosterRow {
  readonly file: string
  /** As a spreadsheet counts, the head being 1. */
  readonly line: number
  readonly name: string
  readonly email: string
  readonly group?: string
  readonly fault?: RosterFault
  /** `twice`: the line that the same address stands on before. */
  readonly before?: number
}
export type RosterFault =
  /** No address, where everything else is told by the school. */
  | 'email-missing'
  | 'name-missing'
  | 'twice'
  /** OneRoster: another role than a student's. */
  | 'not-a-student'
  /** OneRoster: to be deleted, or not enabled. */
  | 'not-active'
  /** OneRoster: an enrolment of somebody who is in no list of users. */
  | 'user-missing'
  | 'too-long'

export type ReadRoster =
  | { readonly outcome: 'read'; readonly format: 'one-roster' | 'table'; readonly rows: readonly RosterRow[] }
  /** `no-address`: no column holds addresses. `nothing`: there is no line in it. `no-users`: enrolments without users.csv. */
  | { readonly outcome: 'unreadable'; readonly reason: 'no-address' | 'nothing' | 'no-users' | 'too-many' }

export interface RosterFile {
  readonly name: string
  readonly text: string
}

export const MOST_ROSTER_LINES = 20_000
const MOST_LETTERS = 500

/** Reads a list of people: OneRoster's users.csv, with enrollments.csv beside it or not, or a table with columns of names and addresses. */
export const readRoster = (files: readonly RosterFile[]): ReadRoster => {
  const tables = files.map(({ name, text }) => ({ name, ...tableOf(text) }))
  const lines = tables.reduce((sum, { body }) => sum + body.length, 0)
  if (lines > MOST_ROSTER_LINES) return { outcome: 'unreadable', reason: 'too-many' }
  if (lines === 0) return { outcome: 'unreadable', reason: 'nothing' }
  const users = tables.find(({ head }) => head.includes('sourcedid') && head.includes('givenname'))
  const enrolments = tables.find(({ head }) => head.includes('usersourcedid') && head.includes('role'))
  if (users !== undefined)
    return { outcome: 'read', format: 'one-roster', rows: markTwice(oneRosterRows(users, enrolments)) }
  if (enrolments !== undefined) return { outcome: 'unreadable', reason: 'no-users' }
  const rows = tables.map(tableRows)
  return rows.every((some) => some === undefined)
    ? { outcome: 'unreadable', reason: 'no-address' }
    : { outcome: 'read', format: 'table', rows: markTwice(rows.flatMap((some) => some ?? [])) }
}

interface Table {
  readonly name: string
  /** Names of columns in small letters, without blanks and marks. */
  readonly head: readonly string[]
  readonly body: readonly { readonly line: number; readonly cells: readonly string[] }[]
}

const tableOf = (text: string): Omit<Table, 'name'> => {
  const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), {
    // One more than is taken: so that a longer file is known to be longer.
    preview: MOST_ROSTER_LINES + 2,
    delimitersToGuess: [',', ';', '\t', '|'],
  })
  const lines = data
    .map((cells, index) => ({ line: index + 1, cells: cells.map(plain) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
  const [first] = lines
  // A list without a head begins with a person.
  const hasHead = first !== undefined && !first.cells.some((cell) => ADDRESS.test(cell))
  return {
    head: hasHead ? first.cells.map((cell) => cell.toLowerCase().replaceAll(/[\s_.\-:*]/g, '')) : [],
    body: hasHead ? lines.slice(1) : lines,
  }
}

/** What an export wrote so that a spreadsheet doesn't calculate it is read as it was. */
const plain = (cell: string): string => cell.trim().replace(/^'(?=[=+\-@])/, '')
const ADDRESS = /^\S+@\S+\.\S+$/

const NAMES = {
  email: ['email', 'emailaddress', 'mail', 'eml', 'adresseemail', 'correo', 'username'],
  name: ['name', 'fullname', 'displayname', 'learner', 'student', 'nom', 'nombre'],
  given: ['firstname', 'givenname', 'given', 'forename', 'prénom', 'prenom', 'vorname'],
  family: ['lastname', 'familyname', 'surname', 'family', 'nachname', 'apellidos'],
  group: ['group', 'groupname', 'class', 'section', 'cohort', 'groupe', 'grupo', 'gruppe'],
} as const

const tableRows = ({ name: file, head, body }: Table): readonly RosterRow[] | undefined => {
  const columnOf = (wanted: keyof typeof NAMES): number =>
    head.findIndex((name) => (NAMES[wanted] as readonly string[]).includes(name))
  const guessed = head.length === 0 ? (body[0]?.cells.findIndex((cell) => ADDRESS.test(cell)) ?? -1) : -1
  const email = head.length === 0 ? guessed : columnOf('email')
  if (email === -1) return undefined
  // Without a head: the address, and around it a name and perhaps a group.
  const others = [0, 1, 2].filter((index) => index !== email)
  const nameAt = head.length === 0 ? (others[0] ?? -1) : columnOf('name')
  const groupAt = head.length === 0 ? (others[1] ?? -1) : columnOf('group')
  return body.map(({ line, cells }) => {
    const at = (index: number): string => cells[index] ?? ''
    const parts = [at(columnOf('given')), at(columnOf('family'))].filter((part) => part !== '')
    const name = at(nameAt) === '' && head.length > 0 ? parts.join(' ') : at(nameAt)
    return rowOf({ file, line, name, email: at(email), group: at(groupAt) })
  })
}

/** Of users those who are students; where there are enrolments, each of these is a row, and its class the group. */
const oneRosterRows = (users: Table, enrolments: Table | undefined): readonly RosterRow[] => {
  const read = ({ head, body }: Table) =>
    body.map(({ line, cells }) => ({
      line,
      of: (name: string): string => cells[head.indexOf(name)] ?? '',
    }))
  type Line = ReturnType<typeof read>[number]
  const nameOf = ({ of }: Line): string =>
    [of('preferredfirstname') || of('givenname'), of('preferredlastname') || of('familyname')]
      .filter((part) => part !== '')
      .join(' ')
  const isActive = ({ of }: Line): boolean =>
    of('status').toLowerCase() !== 'tobedeleted' && of('enableduser').toLowerCase() !== 'false'
  const isStudent = (role: string): boolean => ['student', 'learner'].includes(role.toLowerCase())
  const people = read(users)
  const personOf = (person: Line, file: string, line: number, group: string): RosterRow => {
    const row = rowOf({ file, line, name: nameOf(person), email: person.of('email') || person.of('username'), group })
    return isActive(person) ? row : { ...row, fault: 'not-active' }
  }
  if (enrolments === undefined)
    return people.map((person) => {
      const row = personOf(person, users.name, person.line, '')
      return isStudent(person.of('role') || 'student') ? row : { ...row, fault: 'not-a-student' }
    })
  const bySourcedId = new Map(people.map((person) => [person.of('sourcedid'), person]))
  const enrolled = new Set<string>()
  const rows = read(enrolments).map((enrolment): RosterRow => {
    const { line, of } = enrolment
    const person = bySourcedId.get(of('usersourcedid'))
    enrolled.add(of('usersourcedid'))
    if (person === undefined)
      return { file: enrolments.name, line, name: of('usersourcedid'), email: '', fault: 'user-missing' }
    const row = personOf(person, enrolments.name, line, of('classsourcedid'))
    if (!isStudent(of('role'))) return { ...row, fault: 'not-a-student' }
    return isActive(enrolment) ? row : { ...row, fault: 'not-active' }
  })
  // Whoever is in no class is told too: not to be missed is the point of a preview.
  const others = people.filter((person) => !enrolled.has(person.of('sourcedid')))
  return [
    ...rows,
    ...others.map((person): RosterRow => ({
      ...personOf(person, users.name, person.line, ''),
      fault: isStudent(person.of('role') || 'student') ? 'not-active' : 'not-a-student',
    })),
  ]
}

const rowOf = ({ group, ...row }: Omit<RosterRow, 'fault' | 'before'> & { readonly group: string }): RosterRow => {
  const whole = { ...row, email: row.email.toLowerCase(), ...(group === '' ? {} : { group }) }
  if ([row.name, row.email, group].some((text) => text.length > MOST_LETTERS))
    return {
      ...whole,
      name: row.name.slice(0, MOST_LETTERS),
      email: row.email.slice(0, MOST_LETTERS),
      ...(group === '' ? {} : { group: group.slice(0, MOST_LETTERS) }),
      fault: 'too-long',
    }
  if (row.email === '') return { ...whole, fault: 'email-missing' }
  return row.name === '' ? { ...whole, fault: 'name-missing' } : whole
}

/** Of the lines with one address the first counts. */
const markTwice = (rows: readonly RosterRow[]): readonly RosterRow[] => {
  const lineByAddress = new Map<string, number>()
  return rows.map((row) => {
    if (row.fault !== undefined) return row
    const before = lineByAddress.get(row.email)
    if (before !== undefined) return { ...row, fault: 'twice', before }
    lineByAddress.set(row.email, row.line)
    return row
  })
}
