import { addresses } from './addresses.ts'
import { lazyScreen, type LazyScreen } from './lazy-screen.tsx'
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
    path: addresses.teach,
    section: 'teach',
    frame: 'tabs',
    screen: lazyScreen(() => import('#features/teach-home/teach-home-screen.tsx').then((m) => m.TeachHomeScreen)),
  },
  {
    path: addresses.teachImport,
    section: 'teach',
    frame: 'tabs',
    screen: lazyScreen(() => import('#features/teach-import/teach-import-screen.tsx').then((m) => m.TeachImportScreen)),
  },
  {
    path: '/teach/:courseId',
    section: 'teach',
    frame: 'tabs',
    screen: lazyScreen(() => import('#features/teach-course/teach-course-screen.tsx').then((m) => m.TeachCourseScreen)),
  },
  {
    path: '/teach/:courseId/units/:unitId',
    section: 'teach',
    frame: 'tabs',
    screen: lazyScreen(() => import('#features/teach-unit/teach-unit-screen.tsx').then((m) => m.TeachUnitScreen)),
  },
  {
    path: '/teach/:courseId/questions',
    section: 'teach',
    frame: 'tabs',
    screen: lazyScreen(() => import('#features/teach-bank/teach-bank-screen.tsx').then((m) => m.TeachBankScreen)),
  },
  {
    path: '/teach/:courseId/questions/:questionId',
    section: 'teach',
    frame: 'tabs',
    screen: lazyScreen(() =>
      import('#features/teach-question/teach-question-screen.tsx').then((m) => m.TeachQuestionScreen),
    ),
  },
  {
    path: '/teach/:courseId/grades',
    section: 'teach',
    frame: 'tabs',
    screen: lazyScreen(() => import('#features/teach-grades/teach-grades-screen.tsx').then((m) => m.TeachGradesScreen)),
  },
  {
    path: '/teach/:courseId/attempts/:attemptId',
    section: 'teach',
    frame: 'tabs',
    screen: lazyScreen(() =>
      import('#features/teach-grading/teach-grading-screen.tsx').then((m) => m.TeachGradingScreen),
    ),
  },
  {
    path: '/teach/:courseId/people',
    section: 'teach',
    frame: 'tabs',
    screen: lazyScreen(() => import('#features/teach-people/teach-people-screen.tsx').then((m) => m.TeachPeopleScreen)),
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
