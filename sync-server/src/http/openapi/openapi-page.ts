import type { OpenapiOperation } from './describe.ts'
import type { OpenapiDocument } from './openapi-document.ts'

/** The document as a page to read: no scripts, nothing from elsewhere. */
export const openapiPage = ({ info, paths }: OpenapiDocument): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(info.title)}: HTTP</title>
<style>
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
  body { max-inline-size: 60rem; margin: 2rem auto; padding-inline: 1rem; }
  details { border-block-start: 1px solid color-mix(in srgb, currentColor 25%, transparent); padding-block: .5rem; }
  summary { cursor: pointer; }
  code, pre { font: .875rem/1.4 ui-monospace, monospace; }
  pre { overflow: auto; padding: .75rem; background: color-mix(in srgb, currentColor 8%, transparent); }
  b { display: inline-block; min-inline-size: 4rem; }
</style>
<h1>${escaped(info.title)}: HTTP</h1>
<p>${escaped(info.description)}</p>
<p>For tools: <a href="/api/openapi.json">openapi.json</a></p>
${Object.entries(paths)
  .flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => operationHtml(method, path, operation)),
  )
  .join('\n')}
</html>
`

const operationHtml = (
  method: string,
  path: string,
  { summary, description = '', security = [], parameters = [], requestBody, responses }: OpenapiOperation,
): string => `<details>
<summary><b>${method.toUpperCase()}</b> <code>${escaped(path)}</code> ${escaped(summary)}${security.length > 0 ? ' (signed in)' : ''}</summary>
<p>${escaped(description)}</p>
${parameters.length === 0 ? '' : `<h2>Parameters</h2>${pre(parameters)}`}
${requestBody === undefined ? '' : `<h2>Body</h2>${pre(requestBody['content'])}`}
<h2>Answers</h2>
${Object.entries(responses)
  .map(
    ([status, { description: said, content }]) =>
      `<p><b>${escaped(status)}</b> ${escaped(String(said))}</p>${content === undefined ? '' : pre(content)}`,
  )
  .join('\n')}
</details>`

const pre = (value: unknown): string => `<pre>${escaped(JSON.stringify(value, null, 2))}</pre>`

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
