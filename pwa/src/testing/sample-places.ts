import type { SignedInPlace } from '#app/services.ts'

/** A phone, a browser that others use, and one that doesn't say what it is. */
export const samplePlaces = (now: number): readonly SignedInPlace[] => [
  {
    id: 'here',
    userAgent:
      'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36',
    signedInAt: now - 40 * 86_400_000,
    lastUsedAt: now,
    isCurrent: true,
  },
  {
    id: 'library',
    userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0',
    signedInAt: now - 6 * 86_400_000,
    lastUsedAt: now - 86_400_000,
    isCurrent: false,
  },
  {
    id: 'unknown',
    userAgent: '',
    signedInAt: now - 90 * 86_400_000,
    lastUsedAt: now - 50 * 86_400_000,
    isCurrent: false,
  },
]
