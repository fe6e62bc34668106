import type { RulesRegistry } from '#sync/rules-by-collection.ts'
import { peopleRules } from './accounts/index.ts'
import { coursesRules, filesRules, questionsRules, unitsRules } from './courses/index.ts'
import { attemptsRules, certificatesRules, enrolmentsRules, notesRules, progressRules } from './learning/index.ts'
import { noticesRules, postsRules } from './messaging/index.ts'

/** The law of every collection. */
export const rulesRegistry: RulesRegistry = {
  people: peopleRules,
  courses: coursesRules,
  files: filesRules,
  questions: questionsRules,
  units: unitsRules,
  enrolments: enrolmentsRules,
  progress: progressRules,
  attempts: attemptsRules,
  posts: postsRules,
  notes: notesRules,
  certificates: certificatesRules,
  notices: noticesRules,
}
