import { SignJWT } from 'jose'
import type { Certificate } from '@edutrack/shared-schema/collections/certificates'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { CredentialKey } from './credential-keys.ts'

/** What a certificate says, before it is signed and drawn. */
export type CertificateContent = Pick<
  Certificate,
  'id' | 'personName' | 'courseTitle' | 'courseId' | 'percent' | 'issuedAt'
>

/** So that the signed token stays short, in whatever script: characters. */
const MOST_DESCRIPTION = 1000

/** Public addresses about certificates. `baseUrl`: the school's, without a slash at the end. */
export const publicAddresses = (baseUrl: string) => ({
  issuer: `${baseUrl}/api/issuer`,
  keys: `${baseUrl}/api/issuer/keys`,
  key: (keyId: string): string => `${baseUrl}/api/issuer/keys/${keyId}`,
  verify: (certificateId: string): string => `${baseUrl}/verify/${certificateId}`,
  revocations: (certificateId: string): string => `${baseUrl}/api/certificates/${certificateId}/revocations`,
})

/** Who issues, as Open Badges have it: the school, by its address. */
export const issuerProfile = (baseUrl: string) => ({
  id: publicAddresses(baseUrl).issuer,
  type: ['Profile'],
  name: issuerName(baseUrl),
  url: baseUrl,
})
export const issuerName = (baseUrl: string): string => new URL(baseUrl).host

/**
 * An Open Badges 3.0 credential of a certificate (1EdTech; W3C Verifiable Credentials 2.0). Its subject is named by name alone: no mail address and no
 * account of this school stands in what is shown to others.
 */
export const openBadge = (
  certificate: CertificateContent,
  course: Pick<Course, 'description' | 'language' | 'certificate'>,
  baseUrl: string,
) => {
  const address = publicAddresses(baseUrl)
  const { id, personName, courseTitle, courseId, percent, issuedAt } = certificate
  const minimum = course.certificate?.minimumPercent ?? 0
  const result = `${baseUrl}/api/courses/${encodeURIComponent(courseId)}#grade`
  return {
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
      // Knows the revocation list.
      'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
    ],
    id: address.verify(id),
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: courseTitle,
    issuer: issuerProfile(baseUrl),
    // To the second, as the token's own time is.
    validFrom: new Date(Math.floor(issuedAt / 1000) * 1000).toISOString(),
    credentialSubject: {
      id: `${address.verify(id)}#holder`,
      type: ['AchievementSubject'],
      identifier: [{ type: 'IdentityObject', identityHash: personName, identityType: 'name', hashed: false }],
      achievement: {
        id: `${baseUrl}/api/courses/${encodeURIComponent(courseId)}`,
        type: ['Achievement'],
        achievementType: 'Course',
        name: courseTitle,
        description: course.description === '' ? courseTitle : course.description.slice(0, MOST_DESCRIPTION),
        ...(course.language === '' ? {} : { inLanguage: course.language }),
        criteria: {
          narrative: `All parts of the course are done, and at least ${String(minimum)} % of the points of its graded work are reached.`,
        },
        resultDescription: [
          {
            id: result,
            type: ['ResultDescription'],
            name: 'Grade',
            resultType: 'Percent',
            valueMin: '0',
            valueMax: '100',
          },
        ],
      },
      result: [{ type: ['Result'], resultDescription: result, value: String(percent) }],
    },
    credentialStatus: { id: address.revocations(id), type: '1EdTechRevocationList' },
  }
}

/** The credential as a signed token (VC-JWT): its payload is the credential itself. Signed again by the same key it is the same text. */
export const signBadge = (badge: ReturnType<typeof openBadge>, key: CredentialKey, baseUrl: string): Promise<string> =>
  new SignJWT({ ...badge, credentialSubject: { ...badge.credentialSubject } })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: publicAddresses(baseUrl).key(key.id) })
    .setIssuer(badge.issuer.id)
    .setJti(badge.id)
    .setSubject(badge.credentialSubject.id)
    .setNotBefore(Math.floor(Date.parse(badge.validFrom) / 1000))
    .sign(key.privateKey)
