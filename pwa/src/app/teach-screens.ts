/** The screens of instructors, each fetched when it is first shown. */
export const teachScreens = {
  home: () => import('#features/teach-home/teach-home-screen.tsx').then((m) => m.TeachHomeScreen),
  import: () => import('#features/teach-import/teach-import-screen.tsx').then((m) => m.TeachImportScreen),
  course: () => import('#features/teach-course/teach-course-screen.tsx').then((m) => m.TeachCourseScreen),
  unit: () => import('#features/teach-unit/teach-unit-screen.tsx').then((m) => m.TeachUnitScreen),
  history: () => import('#features/teach-unit/unit-history-screen.tsx').then((m) => m.UnitHistoryScreen),
  version: () => import('#features/teach-unit/unit-version-screen.tsx').then((m) => m.UnitVersionScreen),
  bank: () => import('#features/teach-bank/teach-bank-screen.tsx').then((m) => m.TeachBankScreen),
  question: () => import('#features/teach-question/teach-question-screen.tsx').then((m) => m.TeachQuestionScreen),
  media: () => import('#features/teach-media/teach-media-screen.tsx').then((m) => m.TeachMediaScreen),
  grades: () => import('#features/teach-grades/teach-grades-screen.tsx').then((m) => m.TeachGradesScreen),
  grading: () => import('#features/teach-grading/teach-grading-screen.tsx').then((m) => m.TeachGradingScreen),
  exceptions: () =>
    import('#features/teach-exceptions/teach-exceptions-screen.tsx').then((m) => m.TeachExceptionsScreen),
  colleagues: () => import('#features/teach-people/colleagues-screen.tsx').then((m) => m.ColleaguesScreen),
  invitations: () => import('#features/teach-people/invitations-screen.tsx').then((m) => m.InvitationsScreen),
  roster: () => import('#features/teach-people/roster-screen.tsx').then((m) => m.RosterScreen),
  analysis: () => import('#features/teach-analysis/teach-analysis-screen.tsx').then((m) => m.TeachAnalysisScreen),
  people: () => import('#features/teach-people/teach-people-screen.tsx').then((m) => m.TeachPeopleScreen),
  certificates: () =>
    import('#features/certificates/teach-certificates-screen.tsx').then((m) => m.TeachCertificatesScreen),
}

export type TeachScreenName = keyof typeof teachScreens
