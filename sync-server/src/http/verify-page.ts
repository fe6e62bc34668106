import type { Certificate } from '@edutrack/shared-schema/collections/certificates'

/** What the school says of a certificate to whoever asks, as a page without scripts. */
export const verifyPage = ({
  certificate,
  revokedAt,
  issuer,
}: {
  /** Undefined: the school knows of none at this address. */
  readonly certificate: Certificate | undefined
  /** Server's clock, ms. */
  readonly revokedAt: number | undefined
  readonly issuer: string
}): string => {
  const { state, title, text } = verdictOf(certificate, revokedAt, issuer)
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)}</title>
${certificate?.badge === undefined ? '' : `<link rel="alternate" type="application/vc+jwt" href="/api/certificates/${escaped(certificate.id)}/credential">`}
<style>${STYLE}</style>
<main data-state="${state}">
<header><span class="mark" aria-hidden="true">${MARKS[state]}</span><h1>${escaped(title)}</h1></header>
<p>${escaped(text)}</p>
${certificate === undefined ? '' : factsHtml(certificate, issuer)}
<footer><p>The school at <bdi>${escaped(issuer)}</bdi> says so, of what it holds now.</p></footer>
</main>
</html>
`
}

type State = 'valid' | 'revoked' | 'unknown'

const verdictOf = (
  certificate: Certificate | undefined,
  revokedAt: number | undefined,
  issuer: string,
): { readonly state: State; readonly title: string; readonly text: string } => {
  if (certificate === undefined)
    return {
      state: 'unknown',
      title: 'Unknown certificate',
      text: `The school at ${issuer} has not issued a certificate with this address. Look whether the address is complete; if it is, what you were shown is not a certificate of this school.`,
    }
  return certificate.status === 'valid'
    ? {
        state: 'valid',
        title: 'Valid certificate',
        text: 'The school has issued this certificate, and it is valid. What is on the paper or screen that you were shown should be the same as here.',
      }
    : {
        state: 'revoked',
        title: 'Revoked certificate',
        text: `The school has issued this certificate and taken it back${revokedAt === undefined ? '' : ` on ${dayOf(revokedAt)}`}. It is not valid any more.`,
      }
}

const factsHtml = (certificate: Certificate, issuer: string): string => {
  const { id, personName, courseTitle, percent, issuedAt, status, badge, pdfHash } = certificate
  const facts: readonly (readonly [string, string])[] = [
    ['Name', personName],
    ['Course', courseTitle],
    ['Grade', `${String(percent)} %`],
    ['Issued on', dayOf(issuedAt)],
    ['Issued by', issuer],
  ]
  const links = [
    ...(pdfHash === undefined || status === 'revoked' ? [] : [link(id, 'pdf', 'The certificate as PDF')]),
    ...(badge === undefined ? [] : [link(id, 'credential', 'For programs: the signed Open Badges 3.0 credential')]),
  ]
  return `<dl>
${facts.map(([name, value]) => `<div><dt>${name}</dt><dd><bdi>${escaped(value)}</bdi></dd></div>`).join('\n')}
</dl>
<ul>${links.join('')}</ul>`
}

const link = (id: string, what: string, words: string): string =>
  `<li><a href="/api/certificates/${escaped(id)}/${what}">${words}</a></li>`

const dayOf = (time: number): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(time)

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const MARKS: Readonly<Record<State, string>> = { valid: '✓', revoked: '✕', unknown: '?' }

const STYLE = `
:root { color-scheme: light dark; --paper: light-dark(#fbf8f1, #14191a); --card: light-dark(#fff, #1d2425); --ink: light-dark(#1f2a2c, #e8e6df); --soft: light-dark(#56646a, #a7b0b2); --line: light-dark(#ddd6c8, #364043); --teal: light-dark(#0b5c5a, #6cc4bf); --amber: light-dark(#8a5a00, #f0b955); --red: light-dark(#a12622, #ff9a92); }
* { box-sizing: border-box; }
body { margin: 0; padding: 1rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-inline-size: 34rem; margin: 1rem auto; padding: 1.5rem; background: var(--card); border: 1px solid var(--line); border-block-start: 6px solid var(--state); border-radius: 12px; overflow-wrap: anywhere; }
main[data-state=valid] { --state: var(--teal); } main[data-state=revoked] { --state: var(--red); } main[data-state=unknown] { --state: var(--amber); }
header { display: flex; gap: .75rem; align-items: center; }
.mark { display: grid; place-items: center; inline-size: 2.5rem; block-size: 2.5rem; flex: none; border-radius: 50%; border: 2px solid var(--state); color: var(--state); font-size: 1.25rem; font-weight: 700; }
h1 { margin: 0; font-size: 1.5rem; line-height: 1.25; color: var(--state); }
dl { margin: 1.25rem 0; border-block: 1px dashed var(--line); padding-block: .75rem; }
dl div { padding-block: .35rem; } dt { color: var(--soft); font-size: .875rem; } dd { margin: 0; font-weight: 600; }
ul { margin: 0; padding: 0; list-style: none; } a { display: inline-block; padding-block: .75rem; color: var(--teal); }
footer { color: var(--soft); font-size: .875rem; }
@media print { body { background: none; } ul { display: none; } }
`
