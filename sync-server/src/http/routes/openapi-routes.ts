import type { Hono } from 'hono'
import type { HttpEnvironment } from '../environment.ts'
import { openapiDocument } from '../openapi/openapi-document.ts'
import { openapiPage } from '../openapi/openapi-page.ts'
import { createPublicAnswer } from '../public-answer.ts'

/** `GET /api/openapi.json`, and `/api/docs` to read it. */
export const addOpenapiRoutes = (app: Hono<HttpEnvironment>): void => {
  const publicAnswer = createPublicAnswer()
  let made: { readonly json: string; readonly page: string } | undefined
  const make = () => {
    made ??= { json: JSON.stringify(openapiDocument()), page: openapiPage(openapiDocument()) }
    return made
  }
  app.get('/api/openapi.json', (context) => publicAnswer(context, make().json))
  app.get('/api/docs', (context) => {
    // A page without scripts.
    context.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
    return publicAnswer(context, make().page, 'text/html; charset=utf-8')
  })
}
