const part = (value: string): string => encodeURIComponent(value)

/** The address of each screen; routes.ts says what is there. */
export const addresses = {
  home: '/',
  courses: '/courses',
  course: (courseId: string): string => `/courses/${part(courseId)}`,
  unit: (courseId: string, unitId: string): string => `/courses/${part(courseId)}/units/${part(unitId)}`,
  /** One try at a quiz: answering while it is open, its receipt and result afterwards. */
  attempt: (courseId: string, unitId: string, attemptId: string): string =>
    `/courses/${part(courseId)}/units/${part(unitId)}/attempts/${part(attemptId)}`,
  /** A unit at a place of it, 0–1. */
  unitAt: (courseId: string, unitId: string, position: number): string =>
    `${addresses.unit(courseId, unitId)}?at=${String(Math.round(position * 10_000) / 10_000)}`,
  notes: '/notes',
  notesOf: (courseId: string): string => `/notes?course=${part(courseId)}`,
  discussion: (courseId: string): string => `/courses/${part(courseId)}/discussion`,
  /** The thread that a post is in, at the post. */
  post: (courseId: string, postId: string): string => `/courses/${part(courseId)}/discussion/${part(postId)}`,
  outbox: '/outbox',
  work: (itemId: string): string => `/outbox/${part(itemId)}`,
  downloads: '/downloads',
  inbox: '/inbox',
  me: '/me',
  certificates: '/certificates',
  certificate: (certificateId: string): string => `/certificates/${part(certificateId)}`,
  teach: '/teach',
  teachImport: '/teach/import',
  teachCourse: (courseId: string): string => `/teach/${part(courseId)}`,
  teachUnit: (courseId: string, unitId: string): string => `/teach/${part(courseId)}/units/${part(unitId)}`,
  teachHistory: (courseId: string, unitId: string): string => `${addresses.teachUnit(courseId, unitId)}/history`,
  /** `received`: what the school sent last, where the present state is unsent. */
  teachVersion: (courseId: string, unitId: string, version: number | 'received'): string =>
    `${addresses.teachHistory(courseId, unitId)}/${String(version)}`,
  teachMedia: (courseId: string): string => `/teach/${part(courseId)}/media`,
  teachGrades: (courseId: string): string => `/teach/${part(courseId)}/grades`,
  teachGrading: (courseId: string, attemptId: string): string => `/teach/${part(courseId)}/attempts/${part(attemptId)}`,
  teachExceptions: (courseId: string): string => `/teach/${part(courseId)}/exceptions`,
  teachPeople: (courseId: string): string => `/teach/${part(courseId)}/people`,
  teachColleagues: (courseId: string): string => `/teach/${part(courseId)}/colleagues`,
  teachInvitations: (courseId: string): string => `/teach/${part(courseId)}/invitations`,
  teachAnalysis: (courseId: string, unitId: string): string =>
    `/teach/${part(courseId)}/units/${part(unitId)}/analysis`,
  teachRoster: (courseId: string): string => `/teach/${part(courseId)}/roster`,
  /** What an invitation's link opens. */
  join: (courseId: string, code: string): string => `/join/${part(courseId)}/${part(code)}`,
  teachCertificates: (courseId: string): string => `/teach/${part(courseId)}/certificates`,
  teachBank: (courseId: string): string => `/teach/${part(courseId)}/questions`,
  teachQuestion: (courseId: string, questionId: string): string =>
    `/teach/${part(courseId)}/questions/${part(questionId)}`,
  signIn: '/sign-in',
  signUp: '/sign-up',
  forgot: '/forgot',
  reset: '/reset',
} as const

/** Signing in, and going on where one was. */
export const signInThenTo = (address: string): string =>
  address === '/' ? addresses.signIn : `${addresses.signIn}?to=${encodeURIComponent(address)}`

/** Where `?to=` leads: within the app, or home. */
export const addressAfter = (search: string): string => {
  const to = new URLSearchParams(search).get('to')
  return to !== null && /^\/(?![/\\])/.test(to) ? to : addresses.home
}
