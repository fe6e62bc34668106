import type { Colleague, Invitation, RosterEntry, RosterResult } from '@edutrack/shared-schema/protocol/roster'
import { askSchool, askSchoolFor, deleteAtSchool, type Question } from '#sync/ask-school.ts'
import type { Roster } from './roster.ts'
import type { Answered } from './services.ts'

/** The instructor's questions to the school about who is in a course. */
export const openRoster = (fetchIt: typeof fetch): Roster => {
  const ask = async <Value, Made>(question: Question, make: (value: Value) => Made): Promise<Answered<Made>> => {
    const answer = await askSchoolFor<Value>(fetchIt, question)
    return answer.ok ? { ok: true, value: make(answer.value) } : answer
  }
  const same = <Value>(value: Value): Value => value
  return {
    colleagues: (courseId) =>
      ask<{ readonly staff: readonly Colleague[] }, readonly Colleague[]>(
        { path: at(courseId, 'staff') },
        ({ staff }) => staff,
      ),
    addColleague: (courseId, email) => askSchool(fetchIt, at(courseId, 'staff'), { email }),
    removeColleague: (courseId, personId) => deleteAtSchool(fetchIt, at(courseId, 'staff', personId)),
    invitations: (courseId) =>
      ask<{ readonly invitations: readonly Invitation[] }, readonly Invitation[]>(
        { path: at(courseId, 'invitations') },
        ({ invitations }) => invitations,
      ),
    invite: (courseId, wanted) =>
      ask<Invitation, Invitation>({ path: at(courseId, 'invitations'), body: wanted }, same),
    revoke: (courseId, code) => deleteAtSchool(fetchIt, at(courseId, 'invitations', code)),
    addresses: (courseId) =>
      ask<{ readonly people: readonly RosterEntry[] }, readonly RosterEntry[]>(
        { path: at(courseId, 'roster') },
        ({ people }) => people,
      ),
    takeIn: (courseId, part) =>
      ask<{ readonly results: readonly RosterResult[] }, readonly RosterResult[]>(
        { path: at(courseId, 'roster'), body: part },
        ({ results }) => results,
      ),
    takeBack: (courseId, list) =>
      ask<{ readonly removed: number; readonly kept: number }, { readonly removed: number; readonly kept: number }>(
        { path: at(courseId, 'roster', 'undo'), body: list },
        same,
      ),
    decideMany: (courseId, decisions) =>
      ask<{ readonly decided: number }, number>(
        { path: at(courseId, 'enrolments'), body: decisions },
        ({ decided }) => decided,
      ),
  }
}

const at = (courseId: string, ...rest: readonly string[]): string =>
  ['/api/courses', ...[courseId, ...rest].map(encodeURIComponent)].join('/')
