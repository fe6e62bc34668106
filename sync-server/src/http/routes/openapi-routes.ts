import type { Hono } from 'hono'
import type { HttpEnvironment } from '../environment.ts'
import { openapiDocument } from '../openapi/openapi-document.ts'
import { openapiPage } from '../openapi/openapi-page.ts'
import { createPublicJson } from '../public-json.ts'

/** `GET /api/openapi.json`, and `/api/docs` to read it. */
export const addOpenapiRoutes = (app: Hono<HttpEnvironment>): void => {
  const publicJson = createPublicJson()
  let made: { readonly json: string; readonly page: string } | undefined
  const make = () => {
    made ??= { json: JSON.stringify(openapiDocument()), page: openapiPage(openapiDocument()) }
    return made
  }
  app.get('/api/openapi.json', (context) => publicJson(context, make().json))
  app.get('/api/docs', (context) => {
    // A page without scripts.
    context.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
    context.header('cache-control', 'public, max-age=300')
    return context.html(make().page)
  })
}
