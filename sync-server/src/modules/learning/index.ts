export { createCertificateWatch } from './certificates/certificate-watch.ts'
export { publicKeysOf, rotateCredentialKey } from './certificates/credential-keys.ts'
export {
  certificateDecision,
  decideCertificate,
  decisionRows,
  decisionsAbout,
} from './certificates/decide-certificate.ts'
export { blobOfCertificate } from './certificates/certificate-drafts.ts'
export { certificateOf } from './certificates/earned-certificate.ts'
export { issuerName, issuerProfile, publicAddresses } from './certificates/open-badge.ts'
export { prepareCertificates } from './certificates/prepare-certificates.ts'
export {
  certificateJobHandler,
  certificateLetterJobHandler,
  certificateSweepJobHandler,
} from './jobs/certificate-jobs.ts'
export { createFeedbackWatch } from './feedback/feedback-watch.ts'
export { releaseFeedbackJobHandler } from './feedback/release-feedback.ts'
export { enrolmentLetterJob } from './jobs/enrolment-letter.ts'
export { gradedLetterJob } from './jobs/graded-letter.ts'
export { decideEnrolment, decideEnrolments } from './decide-enrolment.ts'
export { invitationsOf, makeInvitation, readInvitation, revokeInvitation } from './invitations.ts'
export { importRoster, rosterOf, undoRoster } from './roster.ts'
export { regradeQuestion, regradesOf, undoRegrade } from './regrade.ts'
export { reviewAttempt } from './review-attempt.ts'
export { attemptsRules } from './rules/attempts.ts'
export { certificatesRules } from './rules/certificates.ts'
export { enrolmentsRules } from './rules/enrolments.ts'
export { notesRules } from './rules/notes.ts'
export { progressRules } from './rules/progress.ts'
