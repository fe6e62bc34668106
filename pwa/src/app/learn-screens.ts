import { unitScreens } from './unit-screens.ts'

/** The screens of whoever is signed in, each fetched when it is first shown. */
export const learnScreens = {
  home: () => import('#features/home/home-screen.tsx').then((m) => m.HomeScreen),
  courses: () => import('#features/courses/courses-screen.tsx').then((m) => m.CoursesScreen),
  course: () => import('#features/course/course-screen.tsx').then((m) => m.CourseScreen),
  unit: () => {
    // Most units are pages: their code comes beside, not after.
    void unitScreens.page.preload()
    return import('./unit-screen.tsx').then((m) => m.UnitScreen)
  },
  attempt: () => import('#features/take-quiz/attempt-screen.tsx').then((m) => m.AttemptScreen),
  discussion: () => import('#features/discussion/discussion-screen.tsx').then((m) => m.DiscussionScreen),
  thread: () => import('#features/discussion/thread-screen.tsx').then((m) => m.ThreadScreen),
  notes: () => import('#features/notes/notes-screen.tsx').then((m) => m.NotesScreen),
  outbox: () => import('#features/outbox/outbox-screen.tsx').then((m) => m.OutboxScreen),
  work: () => import('#features/outbox/work-screen.tsx').then((m) => m.WorkScreen),
  downloads: () => import('#features/downloads/downloads-screen.tsx').then((m) => m.DownloadsScreen),
  inbox: () => import('#features/inbox/inbox-screen.tsx').then((m) => m.InboxScreen),
  me: () => import('#features/me/me-screen.tsx').then((m) => m.MeScreen),
  certificates: () => import('#features/certificates/certificates-screen.tsx').then((m) => m.CertificatesScreen),
  certificate: () => import('#features/certificates/certificate-screen.tsx').then((m) => m.CertificateScreen),
  notFound: () => import('#features/not-found/not-found-screen.tsx').then((m) => m.NotFoundScreen),
}

export type LearnScreenName = keyof typeof learnScreens
