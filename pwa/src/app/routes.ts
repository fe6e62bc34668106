import { addresses } from './addresses.ts'
import { lazyScreen, type LazyScreen } from './lazy-screen.tsx'
import type { TeachScreenName } from './teach-screens.ts'
import { unitScreens } from './unit-screens.ts'

/** Which entry of the navigation a screen belongs to. */
export type Section = 'home' | 'courses' | 'inbox' | 'me' | 'teach'

export interface ScreenRoute {
  readonly path: string
  readonly screen: LazyScreen
  readonly section?: Section
  /** `tabs`: within the navigation. `focus`: reading and answering, with the way up alone. `door`: before signing in. */
  readonly frame: 'tabs' | 'focus' | 'door'
}

/** Learners, who are most, don't load the list of what each screen of an instructor needs. */
const teachScreen = (name: TeachScreenName): LazyScreen =>
  lazyScreen(() => import('./teach-screens.ts').then(({ teachScreens }) => teachScreens[name]()))

/** Every screen, in the order in which addresses are matched. */
export const routes: readonly ScreenRoute[] = [
  {
    path: addresses.home,
    section: 'home',
    frame: 'tabs',
    screen: lazyScreen(() => import('#features/home/home-screen.tsx').then((m) => m.HomeScreen)),
  },
  {
    path: addresses.courses,
    section: 'courses',
    frame: 'tabs',
    screen: lazyScreen(() => import('#features/courses/courses-screen.tsx').then((m) => m.CoursesScreen)),
  },
  {
    path: '/courses/:courseId',
    section: 'courses',
    frame: 'tabs',
    screen: lazyScreen(() => import('#features/course/course-screen.tsx').then((m) => m.CourseScreen)),
  },
  {
    path: '/courses/:courseId/units/:unitId',
    section: 'courses',
    frame: 'focus',
    screen: lazyScreen(() => {
      // Most units are pages: their code comes beside, not after.
      void unitScreens.page.preload()
      return import('./unit-screen.tsx').then((m) => m.UnitScreen)
    }),
  },
  {
    path: '/courses/:courseId/units/:unitId/attempts/:attemptId',
    section: 'courses',
    frame: 'focus',
    screen: lazyScreen(() => import('#features/take-quiz/attempt-screen.tsx').then((m) => m.AttemptScreen)),
  },
  {
    path: '/courses/:courseId/discussion',
    section: 'courses',
    frame: 'tabs',
    screen: lazyScreen(() => import('#features/discussion/discussion-screen.tsx').then((m) => m.DiscussionScreen)),
  },
  {
    path: '/courses/:courseId/discussion/:postId',
    section: 'courses',
    frame: 'tabs',
    screen: lazyScreen(() => import('#features/discussion/thread-screen.tsx').then((m) => m.ThreadScreen)),
  },
  {
    path: addresses.notes,
    section: 'me',
    frame: 'tabs',
    screen: lazyScreen(() => import('#features/notes/notes-screen.tsx').then((m) => m.NotesScreen)),
  },
  {
    path: addresses.outbox,
    frame: 'tabs',
    screen: lazyScreen(() => import('#features/outbox/outbox-screen.tsx').then((m) => m.OutboxScreen)),
  },
  {
    path: '/outbox/:itemId',
    frame: 'tabs',
    screen: lazyScreen(() => import('#features/outbox/work-screen.tsx').then((m) => m.WorkScreen)),
  },
  {
    path: addresses.downloads,
    section: 'me',
    frame: 'tabs',
    screen: lazyScreen(() => import('#features/downloads/downloads-screen.tsx').then((m) => m.DownloadsScreen)),
  },
  {
    path: addresses.inbox,
    section: 'inbox',
    frame: 'tabs',
    screen: lazyScreen(() => import('#features/inbox/inbox-screen.tsx').then((m) => m.InboxScreen)),
  },
  {
    path: addresses.me,
    section: 'me',
    frame: 'tabs',
    screen: lazyScreen(() => import('#features/me/me-screen.tsx').then((m) => m.MeScreen)),
  },
  {
    path: addresses.certificates,
    section: 'me',
    frame: 'tabs',
    screen: lazyScreen(() =>
      import('#features/certificates/certificates-screen.tsx').then((m) => m.CertificatesScreen),
    ),
  },
  {
    path: '/certificates/:certificateId',
    section: 'me',
    frame: 'tabs',
    screen: lazyScreen(() => import('#features/certificates/certificate-screen.tsx').then((m) => m.CertificateScreen)),
  },
  {
    path: addresses.teach,
    section: 'teach',
    frame: 'tabs',
    screen: teachScreen('home'),
  },
  {
    path: addresses.teachImport,
    section: 'teach',
    frame: 'tabs',
    screen: teachScreen('import'),
  },
  {
    path: '/teach/:courseId',
    section: 'teach',
    frame: 'tabs',
    screen: teachScreen('course'),
  },
  {
    path: '/teach/:courseId/units/:unitId',
    section: 'teach',
    frame: 'tabs',
    screen: teachScreen('unit'),
  },
  {
    path: '/teach/:courseId/units/:unitId/history',
    section: 'teach',
    frame: 'tabs',
    screen: teachScreen('history'),
  },
  {
    path: '/teach/:courseId/units/:unitId/history/:version',
    section: 'teach',
    frame: 'tabs',
    screen: teachScreen('version'),
  },
  {
    path: '/teach/:courseId/questions',
    section: 'teach',
    frame: 'tabs',
    screen: teachScreen('bank'),
  },
  {
    path: '/teach/:courseId/questions/:questionId',
    section: 'teach',
    frame: 'tabs',
    screen: teachScreen('question'),
  },
  {
    path: '/teach/:courseId/media',
    section: 'teach',
    frame: 'tabs',
    screen: teachScreen('media'),
  },
  {
    path: '/teach/:courseId/grades',
    section: 'teach',
    frame: 'tabs',
    screen: teachScreen('grades'),
  },
  {
    path: '/teach/:courseId/attempts/:attemptId',
    section: 'teach',
    frame: 'tabs',
    screen: teachScreen('grading'),
  },
  {
    path: '/teach/:courseId/exceptions',
    section: 'teach',
    frame: 'tabs',
    screen: teachScreen('exceptions'),
  },
  {
    path: '/teach/:courseId/people',
    section: 'teach',
    frame: 'tabs',
    screen: teachScreen('people'),
  },
  {
    path: '/teach/:courseId/units/:unitId/analysis',
    section: 'teach',
    frame: 'tabs',
    screen: teachScreen('analysis'),
  },
  {
    path: '/teach/:courseId/colleagues',
    section: 'teach',
    frame: 'tabs',
    screen: teachScreen('colleagues'),
  },
  {
    path: '/teach/:courseId/invitations',
    section: 'teach',
    frame: 'tabs',
    screen: teachScreen('invitations'),
  },
  {
    path: '/teach/:courseId/roster',
    section: 'teach',
    frame: 'tabs',
    screen: teachScreen('roster'),
  },
  {
    path: '/join/:courseId/:code',
    frame: 'door',
    screen: lazyScreen(() => import('#features/join/join-screen.tsx').then((m) => m.JoinScreen)),
  },
  {
    path: '/teach/:courseId/certificates',
    section: 'teach',
    frame: 'tabs',
    screen: teachScreen('certificates'),
  },
  {
    path: addresses.signIn,
    frame: 'door',
    screen: lazyScreen(() => import('#features/sign-in/sign-in-screen.tsx').then((m) => m.SignInScreen)),
  },
  {
    path: addresses.signUp,
    frame: 'door',
    screen: lazyScreen(() => import('#features/sign-in/sign-up-screen.tsx').then((m) => m.SignUpScreen)),
  },
  {
    path: addresses.forgot,
    frame: 'door',
    screen: lazyScreen(() => import('#features/sign-in/forgot-screen.tsx').then((m) => m.ForgotScreen)),
  },
  {
    path: addresses.reset,
    frame: 'door',
    screen: lazyScreen(() => import('#features/sign-in/reset-screen.tsx').then((m) => m.ResetScreen)),
  },
  {
    path: '*',
    frame: 'tabs',
    screen: lazyScreen(() => import('#features/not-found/not-found-screen.tsx').then((m) => m.NotFoundScreen)),
  },
]

/** What is at an address, before there is a router. */
export const routeAt = (pathname: string): ScreenRoute | undefined =>
  routes.find(({ path }) => {
    const pattern = path.replace('*', '.*').replaceAll(/:\w+/g, '[^/]+')
    return new RegExp(`^${pattern}/?$`).test(pathname)
  })
