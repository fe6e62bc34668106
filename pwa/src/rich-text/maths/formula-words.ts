/**
 * A formula in TeX as a line of text, for where none can be set: names in lists, a choice in a drop-down, a table for a spreadsheet. What it doesn't know
 * stays there by its name, without the backslash. `‹` and `›` stand around fractions until it is known whether a space is needed there.
 */
export const formulaWords = (tex: string): string => {
  const tokens = tex.slice(0, LONGEST).match(/\\(?:[a-zA-Z]+|[^])|[^]/gu) ?? []
  const rest = tokens.map((token) => (/\s/.test(token) ? ' ' : token))
  return readUntil(rest, '')
    .replaceAll(/(?<=[\p{L}\p{N}])‹|›(?=[\p{L}\p{N}(])/gu, ' ')
    .replaceAll(/[‹›]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** Characters of a formula that are read: what nests in it can't be deeper. */
const LONGEST = 1000

/** Takes tokens from the start of `rest` up to `end`, which goes, too; an unclosed group ends with the formula. */
const readUntil = (rest: string[], end: string): string => {
  let text = ''
  for (let token = rest.shift(); token !== undefined && token !== end; token = rest.shift())
    text += readToken(token, rest)
  return text
}

const readToken = (token: string, rest: string[]): string => {
  if (token === '{') return readUntil(rest, '}')
  if (token === '^') return raised(readArgument(rest))
  if (token === '_') return lowered(readArgument(rest))
  if (token === '~' || token === '&') return ' '
  if (token === '}') return ''
  if (!token.startsWith('\\')) return token
  const name = token.slice(1)
  if (/^[dt]?frac$/.test(name)) return `‹${asOne(readArgument(rest))}/${asOne(readArgument(rest))}›`
  if (name === 'sqrt') {
    if (rest[0] !== '[') return `√${asOne(readArgument(rest))}`
    rest.shift()
    return `${raised(readUntil(rest, ']'))}√${asOne(readArgument(rest))}`
  }
  if (name === 'begin' || name === 'end') {
    readArgument(rest)
    return ' '
  }
  return signs[name] ?? (/^(?:text|math|operatorname|left|right|[bB]igg?)/.test(name) ? '' : name)
}

/** The group or the single token after a command. */
const readArgument = (rest: string[]): string => {
  while (rest[0] === ' ') rest.shift()
  const token = rest.shift()
  return token === undefined ? '' : readToken(token, rest).trim()
}

/** In brackets where it would else be torn by what stands beside it. */
const asOne = (text: string): string => (/^[\p{L}\p{N}.,°%′‹›]*$/u.test(text) ? text : `(${text})`)

const swapped = (text: string, from: string, to: string): string | undefined => {
  const marks = [...to]
  const found = [...text].map((letter) => marks[from.indexOf(letter)])
  return found.includes(undefined) ? undefined : found.join('')
}
const raised = (text: string): string =>
  /^[°′]+$/.test(text) ? text : (swapped(text, '0123456789+-=()n', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ') ?? `^${asOne(text)}`)
const lowered = (text: string): string => swapped(text, '0123456789+-=()', '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎') ?? `_${asOne(text)}`

const signs: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...'{}%$#&_'].map((sign) => [sign, sign])),
  ...Object.fromEntries([',', ':', ';', '!', ' ', 'quad', 'qquad'].map((space) => [space, ' '])),
  '\\': ' ; ',
  times: '×',
  cdot: '·',
  div: '÷',
  pm: '±',
  mp: '∓',
  approx: '≈',
  equiv: '≡',
  sim: '∼',
  le: '≤',
  leq: '≤',
  ge: '≥',
  geq: '≥',
  ne: '≠',
  neq: '≠',
  lt: '<',
  gt: '>',
  mid: '|',
  to: '→',
  rightarrow: '→',
  Rightarrow: '⇒',
  leftrightarrow: '↔',
  Leftrightarrow: '⇔',
  in: '∈',
  notin: '∉',
  cup: '∪',
  cap: '∩',
  subset: '⊂',
  emptyset: '∅',
  forall: '∀',
  exists: '∃',
  infty: '∞',
  sum: '∑',
  prod: '∏',
  int: '∫',
  partial: '∂',
  nabla: '∇',
  angle: '∠',
  circ: '°',
  degree: '°',
  prime: '′',
  ldots: '…',
  dots: '…',
  cdots: '…',
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ε',
  varepsilon: 'ε',
  eta: 'η',
  theta: 'θ',
  kappa: 'κ',
  lambda: 'λ',
  mu: 'μ',
  nu: 'ν',
  xi: 'ξ',
  pi: 'π',
  rho: 'ρ',
  sigma: 'σ',
  tau: 'τ',
  phi: 'φ',
  varphi: 'φ',
  chi: 'χ',
  psi: 'ψ',
  omega: 'ω',
  Gamma: 'Γ',
  Delta: 'Δ',
  Theta: 'Θ',
  Lambda: 'Λ',
  Pi: 'Π',
  Sigma: 'Σ',
  Phi: 'Φ',
  Psi: 'Ψ',
  Omega: 'Ω',
}
