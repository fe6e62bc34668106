import { buffer } from 'node:stream/consumers'
import type { Hono } from 'hono'
import {
  blobOfCertificate,
  certificateOf,
  decisionRows,
  issuerName,
  issuerProfile,
  publicAddresses,
  publicKeysOf,
} from '#modules/learning/index.ts'
import { BlobNotFound, type Blobs } from '#ports/blobs/blobs.ts'
import type { StoreReader } from '#ports/store/store.ts'
import type { HttpContext, HttpEnvironment } from '../environment.ts'
import { fail } from '../fail.ts'
import { verifyPage } from '../verify-page.ts'

/** Whether a certificate is revoked is asked of the school each time. */
const FRESH = 'no-cache'
const FOR_ALL = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' }

/**
 * What anybody may ask about a certificate whose address they were given: the page `/verify/<id>`, which needs neither an account nor scripts, and the same for programs.
 * An address can't be guessed, and nothing lists them.
 */
export const addCertificateRoutes = (
  app: Hono<HttpEnvironment>,
  deps: { readonly store: StoreReader; readonly blobs: Blobs; readonly baseUrl: string },
): void => {
  const { store, blobs, baseUrl } = deps
  const addresses = publicAddresses(baseUrl)

  app.get('/verify/:id', async (context) => {
    const certificate = await certificateOf(store, context.req.param('id'))
    const [latest] = certificate === undefined ? [] : await decisionRows(store, certificate.id)
    context.header('cache-control', FRESH)
    // A page without scripts; links lead to this school alone.
    context.header(
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    )
    context.header('referrer-policy', 'no-referrer')
    const page = verifyPage({
      certificate,
      revokedAt: certificate?.status === 'revoked' && latest?.action === 'revoke' ? latest.at : undefined,
      issuer: issuerName(baseUrl),
    })
    return context.html(page, certificate === undefined ? 404 : 200)
  })

  app.get('/api/certificates/:id', async (context) => {
    const certificate = await certificateOf(store, context.req.param('id'))
    if (certificate === undefined) return fail(context, 'not-found')
    const { id, status, personName, courseTitle, percent, issuedAt, badge } = certificate
    return answer(context, {
      id,
      status,
      personName,
      courseTitle,
      percent,
      issuedAt,
      issuer: issuerProfile(baseUrl),
      keys: addresses.keys,
      page: addresses.verify(id),
      ...(badge === undefined ? {} : { credential: badge }),
    })
  })

  app.get('/api/certificates/:id/credential', async (context) => {
    const certificate = await certificateOf(store, context.req.param('id'))
    if (certificate?.badge === undefined) return fail(context, 'not-found')
    return context.body(certificate.badge, 200, {
      ...FOR_ALL,
      'cache-control': FRESH,
      'content-type': 'application/vc+jwt',
    })
  })

  app.get('/api/certificates/:id/revocations', async (context) => {
    const certificate = await certificateOf(store, context.req.param('id'))
    if (certificate === undefined) return fail(context, 'not-found')
    const { id, status } = certificate
    return answer(context, {
      id: addresses.revocations(id),
      issuer: addresses.issuer,
      revokedCredential: status === 'revoked' ? [{ id: addresses.verify(id), revoked: true }] : [],
    })
  })

  app.get('/api/certificates/:id/pdf', async (context) => {
    const certificate = await certificateOf(store, context.req.param('id'))
    // What is revoked is not handed out any more.
    if (certificate?.pdfHash === undefined || certificate.status === 'revoked') return fail(context, 'not-found')
    try {
      const bytes = await buffer(await blobs.read(blobOfCertificate(certificate.pdfHash)))
      return context.body(bytes as Uint8Array<ArrayBuffer>, 200, {
        'cache-control': FRESH,
        etag: `"${certificate.pdfHash}"`,
        'content-type': 'application/pdf',
        'content-disposition': 'inline; filename="certificate.pdf"',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      })
    } catch (error) {
      if (error instanceof BlobNotFound) return fail(context, 'not-found')
      throw error
    }
  })

  app.get('/api/issuer', (context) => answer(context, issuerProfile(baseUrl)))
  app.get('/api/issuer/keys', async (context) => answer(context, { keys: await publicKeysOf(store) }))
  app.get('/api/issuer/keys/:keyId', async (context) => {
    const keyId = context.req.param('keyId')
    const key = (await publicKeysOf(store)).find(({ kid }) => kid === keyId)
    return key === undefined ? fail(context, 'not-found') : answer(context, key)
  })
}

const answer = (context: HttpContext, json: object): Response =>
  context.json(json, 200, { ...FOR_ALL, 'cache-control': FRESH })
