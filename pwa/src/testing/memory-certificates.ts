import { BehaviorSubject, map } from 'rxjs'
import type { Certificate } from '@edutrack/shared-schema/collections/certificates'
import type { CertificateDecision, Certificates } from '#app/certificates.ts'
import { ME } from './fixtures/learner.ts'
import type { Scenario } from './scenarios.ts'

const DAY = 86_400_000

/** Certificates in memory: the learner's own, and those of a course for who teaches it. */
export const createMemoryCertificates = ({
  scenario,
  now,
}: {
  readonly scenario: Scenario
  readonly now: () => number
}): Certificates => {
  const isOnline = scenario !== 'offline'
  const certificates$ = new BehaviorSubject<readonly Certificate[]>(
    scenario === 'first-time' ? [] : certificatesOf(now()),
  )
  const decisions = new Map<string, readonly CertificateDecision[]>([
    [
      'certificate-2',
      [
        {
          action: 'revoke',
          byName: 'Kofi Mensah',
          at: now() - DAY,
          reason: 'The final test was taken by somebody else.',
        },
      ],
    ],
  ])
  return {
    mine: () => certificates$.pipe(map((all) => all.filter(({ personId }) => personId === ME))),
    one: (id) => certificates$.pipe(map((all) => all.find((certificate) => certificate.id === id) ?? null)),
    ofCourse: (courseId) =>
      certificates$.pipe(map((all) => all.filter((certificate) => certificate.courseId === courseId))),
    isKept: async ({ id }) => id === 'certificate-1',
    file: async ({ id }) =>
      id === 'certificate-1' || isOnline
        ? new File(['%PDF'], 'certificate.pdf', { type: 'application/pdf' })
        : 'offline',
    credential: ({ badge }) => (badge === undefined ? undefined : new File([badge], 'certificate.jwt')),
    verifyAddress: ({ id }) => `https://school.example/verify/${id}`,
    decisions: async ({ id }) => (isOnline ? (decisions.get(id) ?? []) : undefined),
    decide: async ({ id }, { action, reason }) => {
      if (!isOnline) return { ok: false, messageId: 'error.offline' }
      const decided = { action, byName: 'Kofi Mensah', at: now(), ...(reason === undefined ? {} : { reason }) }
      decisions.set(id, [decided, ...(decisions.get(id) ?? [])])
      certificates$.next(
        certificates$.value.map((certificate) =>
          certificate.id === id ? { ...certificate, status: action === 'revoke' ? 'revoked' : 'valid' } : certificate,
        ),
      )
      return { ok: true }
    },
  }
}

const certificatesOf = (now: number): readonly Certificate[] => [
  {
    id: 'certificate-1',
    personId: ME,
    courseId: 'garden',
    personName: 'Amina Okoro',
    courseTitle: 'Using a computer',
    percent: 92.5,
    issuedAt: now - 3 * DAY,
    status: 'valid',
    badge: 'head.body.signature',
    pdfHash: 'a'.repeat(64),
  },
  {
    id: 'certificate-2',
    personId: ME,
    courseId: 'algebra',
    personName: 'Amina Okoro',
    courseTitle: 'أساسيات الميزانية المنزلية للأسر الصغيرة',
    percent: 70,
    issuedAt: now - 90 * DAY,
    status: 'revoked',
    badge: 'head.body.signature',
    pdfHash: 'b'.repeat(64),
  },
  ...[
    'Baraka Mwangi',
    'محمد الأحمدي',
    'Wolfeschlegelsteinhausenbergerdorff Maria',
    ...Array.from({ length: 60 }, (_, index) => `Learner ${String(index)}`),
  ].map((personName, index) => ({
    id: `certificate-of-${String(index)}`,
    personId: `person-${String(index)}`,
    courseId: 'first-aid',
    personName,
    courseTitle: 'First aid',
    percent: 100 - (index % 8) * 5.25,
    issuedAt: now - index * DAY,
    status: index === 1 ? ('revoked' as const) : ('valid' as const),
    pdfHash: 'c'.repeat(64),
  })),
]
