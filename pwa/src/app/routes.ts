import { addresses } from './addresses.ts'
import { lazyScreen, type LazyScreen } from './lazy-screen.tsx'
import type { LearnScreenName } from './learn-screens.ts'
import type { TeachScreenName } from './teach-screens.ts'

/** Which entry of the navigation a screen belongs to. */
export type Section = 'home' | 'courses' | 'inbox' | 'me' | 'teach'

export interface ScreenRoute {
  readonly path: string
  readonly screen: LazyScreen
  readonly section?: Section
  /** `tabs`: within the navigation. `focus`: reading and answering, with the way up alone. `door`: before signing in. */
  readonly frame: 'tabs' | 'focus' | 'door'
}

/** Whoever is only at the door doesn't load the list of what each screen needs. */
const learnScreen = (name: LearnScreenName): LazyScreen =>
  lazyScreen(() => import('./learn-screens.ts').then(({ learnScreens }) => learnScreens[name]()))

/** Learners, who are most, don't load that of an instructor's screens. */
const teachScreen = (name: TeachScreenName): LazyScreen =>
  lazyScreen(() => import('./teach-screens.ts').then(({ teachScreens }) => teachScreens[name]()))

/** Every screen, in the order in which addresses are matched. */
export const routes: readonly ScreenRoute[] = [
  {
    path: addresses.home,
    section: 'home',
    frame: 'tabs',
    screen: learnScreen('home'),
  },
  {
    path: addresses.courses,
    section: 'courses',
    frame: 'tabs',
    screen: learnScreen('courses'),
  },
  {
    path: '/courses/:courseId',
    section: 'courses',
    frame: 'tabs',
    screen: learnScreen('course'),
  },
  {
    path: '/courses/:courseId/units/:unitId',
    section: 'courses',
    frame: 'focus',
    screen: learnScreen('unit'),
  },
  {
    path: '/courses/:courseId/units/:unitId/attempts/:attemptId',
    section: 'courses',
    frame: 'focus',
    screen: learnScreen('attempt'),
  },
  {
    path: '/courses/:courseId/discussion',
    section: 'courses',
    frame: 'tabs',
    screen: learnScreen('discussion'),
  },
  {
    path: '/courses/:courseId/discussion/:postId',
    section: 'courses',
    frame: 'tabs',
    screen: learnScreen('thread'),
  },
  {
    path: addresses.notes,
    section: 'me',
    frame: 'tabs',
    screen: learnScreen('notes'),
  },
  {
    path: addresses.outbox,
    frame: 'tabs',
    screen: learnScreen('outbox'),
  },
  {
    path: '/outbox/:itemId',
    frame: 'tabs',
    screen: learnScreen('work'),
  },
  {
    path: addresses.downloads,
    section: 'me',
    frame: 'tabs',
    screen: learnScreen('downloads'),
  },
  {
    path: addresses.inbox,
    section: 'inbox',
    frame: 'tabs',
    screen: learnScreen('inbox'),
  },
  {
    path: addresses.me,
    section: 'me',
    frame: 'tabs',
    screen: learnScreen('me'),
  },
  {
    path: addresses.certificates,
    section: 'me',
    frame: 'tabs',
    screen: learnScreen('certificates'),
  },
  {
    path: '/certificates/:certificateId',
    section: 'me',
    frame: 'tabs',
    screen: learnScreen('certificate'),
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
    screen: learnScreen('notFound'),
  },
]

/** What is at an address, before there is a router. */
export const routeAt = (pathname: string): ScreenRoute | undefined =>
  routes.find(({ path }) => {
    const pattern = path.replace('*', '.*').replaceAll(/:\w+/g, '[^/]+')
    return new RegExp(`^${pattern}/?$`).test(pathname)
  })
