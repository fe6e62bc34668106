import type { EnrolmentDecisions } from '@edutrack/shared-schema/protocol/review'
import type {
  Colleague,
  Invitation,
  NewInvitation,
  RosterEntry,
  RosterImport,
  RosterResult,
  RosterUndo,
} from '@edutrack/shared-schema/protocol/roster'
import type { Answered, Outcome } from './services.ts'

/** Who teaches a course, and how people come into it. All of it is the school's to decide, and needs the network. */
export interface Roster {
  colleagues(courseId: string): Promise<Answered<readonly Colleague[]>>
  /** By the address that they sign in with. */
  addColleague(courseId: string, email: string): Promise<Outcome>
  removeColleague(courseId: string, personId: string): Promise<Outcome>
  /** The latest first. */
  invitations(courseId: string): Promise<Answered<readonly Invitation[]>>
  invite(courseId: string, wanted: NewInvitation): Promise<Answered<Invitation>>
  revoke(courseId: string, code: string): Promise<Outcome>
  /** Addresses of who is or was in the course. */
  addresses(courseId: string): Promise<Answered<readonly RosterEntry[]>>
  /** What becomes of each row, in their order; at most `MAX_ROSTER_ROWS` at once. */
  takeIn(courseId: string, part: RosterImport): Promise<Answered<readonly RosterResult[]>>
  /** Takes a list back; tells how many are out, and how many had begun and stay. */
  takeBack(courseId: string, list: RosterUndo): Promise<Answered<{ readonly removed: number; readonly kept: number }>>
  /** Resolves to about how many it was decided. */
  decideMany(courseId: string, decisions: EnrolmentDecisions): Promise<Answered<number>>
}
