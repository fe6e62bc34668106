/** A string that names a document of collection `C`; ids of different collections don't mix, plain strings pass. */
export type Id<C extends string> = string & { readonly __collection?: C }

export type PersonId = Id<'people'>
export type CourseId = Id<'courses'>
export type UnitId = Id<'units'>
export type QuestionId = Id<'questions'>
export type AttemptId = Id<'attempts'>
export type FileId = Id<'files'>
/** A browser profile's installation of the app; made on the device, kept in its local storage. */
export type DeviceId = Id<'device'>

/** Longest id in characters: RxDB needs a bound for a primary key. Ids of two parts join them with `:`. */
export const MAX_ID_LENGTH = 100

/** A learner has one enrolment per course and one progress per unit, so their ids follow from both: two devices make the same document. */
export const enrolmentIdOf = (person: PersonId, course: CourseId): string => `${person}:${course}`
export const progressIdOf = (person: PersonId, unit: UnitId): string => `${person}:${unit}`
