import { descendantsNamed, elementsOf, textOf, type XmlElement } from '#xml/xml-node.ts'

/** The TeX of a MathML formula: what its author noted, or what its presentation shows. Elements that are not known give their content. */
export const mathmlToTex = (math: XmlElement): string => {
  const noted = descendantsNamed(math, 'annotation').find(({ attributes }) => /tex/i.test(attributes['encoding'] ?? ''))
  return (noted === undefined ? texOf(math) : textOf(noted)).replace(/\s+/g, ' ').trim()
}

const texOf = (node: XmlElement): string => {
  const parts = elementsOf(node).filter(({ name }) => name !== 'annotation' && name !== 'annotation-xml')
  if (node.name === 'mtable') return `\\begin{matrix}${parts.map(row).join(' \\\\ ')}\\end{matrix}`
  // Each child once: formulas can be deep.
  const texs = parts.map(texOf)
  const [a, b, c] = texs.map(group)
  const base = (): string => (/^[A-Za-z0-9]$/.test(texs[0] ?? '') ? (texs[0] as string) : (a ?? '{}'))
  const all = (): string => texs.join('')
  switch (node.name) {
    case 'mi': {
      const text = symbols(textOf(node))
      return [...text].length > 1 && !text.startsWith('\\')
        ? functions.has(text)
          ? `\\${text} `
          : `\\mathrm{${text}}`
        : text
    }
    case 'mn':
    case 'ms':
      return symbols(textOf(node))
    case 'mo':
      return symbols(textOf(node))
    case 'mtext':
      return `\\text{${textOf(node).replace(/[\\{}$%#&_^~]/g, (character) => (character === '\\' ? '\\backslash ' : `\\${character}`))}}`
    case 'mspace':
      return '\\ '
    case 'mfrac':
      return `\\frac${a ?? '{}'}${b ?? '{}'}`
    case 'msqrt':
      return `\\sqrt{${all()}}`
    case 'mroot':
      return `\\sqrt[${texs[1] ?? ''}]${a ?? '{}'}`
    case 'msup':
      return `${base()}^${b ?? '{}'}`
    case 'msub':
      return `${base()}_${b ?? '{}'}`
    case 'msubsup':
      return `${base()}_${b ?? '{}'}^${c ?? '{}'}`
    case 'munder':
      return limits(parts) ? `${a ?? ''}_${b ?? '{}'}` : `\\underset${b ?? '{}'}${a ?? '{}'}`
    case 'mover':
      return accents.get(textOf(parts[1]).trim())?.concat(a ?? '{}') ?? `\\overset${b ?? '{}'}${a ?? '{}'}`
    case 'munderover':
      return `${a ?? '{}'}_${b ?? '{}'}^${c ?? '{}'}`
    case 'mfenced':
      return fenced(node, texs)
    case 'mphantom':
      return `\\phantom{${all()}}`
    case 'semantics':
      return texs[0] ?? ''
    default:
      return parts.length === 0 ? symbols(textOf(node)) : all()
  }
}

const row = (node: XmlElement): string =>
  node.name === 'mtr' || node.name === 'mlabeledtr' ? elementsOf(node).map(texOf).join(' & ') : texOf(node)

const group = (tex: string): string => `{${tex.trim()}}`

const fenced = ({ attributes }: XmlElement, texs: readonly string[]): string => {
  const separator = symbols((attributes['separators'] ?? ',').trim().slice(0, 1))
  return `\\left${fence(attributes['open'] ?? '(')}${texs.join(separator)}\\right${fence(attributes['close'] ?? ')')}`
}
const fence = (sign: string): string => (sign === '' ? '.' : /^[{}]$/.test(sign) ? `\\${sign}` : symbols(sign))

/** Whether what stands under a sign is its limit, as under a sum. */
const limits = ([sign]: readonly XmlElement[]): boolean => /[∑∏∫⋃⋂]|lim|max|min|sup|inf/.test(textOf(sign))

const functions = new Set(
  'sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh log ln exp lim max min sup inf det dim gcd ker arg'.split(
    ' ',
  ),
)

const accents = new Map([
  ['¯', '\\overline'],
  ['‾', '\\overline'],
  ['_', '\\overline'],
  ['^', '\\hat'],
  ['ˆ', '\\hat'],
  ['~', '\\tilde'],
  ['˜', '\\tilde'],
  ['→', '\\vec'],
  ['⃗', '\\vec'],
  ['˙', '\\dot'],
])

const signs = new Map(
  Object.entries({
    '×': 'times',
    '÷': 'div',
    '·': 'cdot',
    '⋅': 'cdot',
    '±': 'pm',
    '∓': 'mp',
    '≤': 'le',
    '≥': 'ge',
    '≠': 'ne',
    '≈': 'approx',
    '≡': 'equiv',
    '∞': 'infty',
    '∑': 'sum',
    '∏': 'prod',
    '∫': 'int',
    '∂': 'partial',
    '∇': 'nabla',
    '√': 'surd',
    '→': 'to',
    '←': 'leftarrow',
    '⇒': 'Rightarrow',
    '⇔': 'Leftrightarrow',
    '∈': 'in',
    '∉': 'notin',
    '⊂': 'subset',
    '⊆': 'subseteq',
    '∪': 'cup',
    '∩': 'cap',
    '∅': 'emptyset',
    '∀': 'forall',
    '∃': 'exists',
    '∧': 'wedge',
    '∨': 'vee',
    '¬': 'neg',
    '∠': 'angle',
    '°': 'degree',
    '⊥': 'perp',
    '∥': 'parallel',
    '…': 'dots',
    '⋯': 'cdots',
    '′': 'prime',
    α: 'alpha',
    β: 'beta',
    γ: 'gamma',
    δ: 'delta',
    ε: 'varepsilon',
    ζ: 'zeta',
    η: 'eta',
    θ: 'theta',
    ι: 'iota',
    κ: 'kappa',
    λ: 'lambda',
    μ: 'mu',
    ν: 'nu',
    ξ: 'xi',
    π: 'pi',
    ρ: 'rho',
    σ: 'sigma',
    τ: 'tau',
    υ: 'upsilon',
    φ: 'varphi',
    ϕ: 'phi',
    χ: 'chi',
    ψ: 'psi',
    ω: 'omega',
    Γ: 'Gamma',
    Δ: 'Delta',
    Θ: 'Theta',
    Λ: 'Lambda',
    Ξ: 'Xi',
    Π: 'Pi',
    Σ: 'Sigma',
    Φ: 'Phi',
    Ψ: 'Psi',
    Ω: 'Omega',
  }),
)

/** Signs that TeX has commands for, and those that mean something to it. */
const symbols = (text: string): string =>
  [...text.trim()]
    .map((character) => {
      // What MathML writes and nobody sees: times, function of, comma, plus.
      if (/[\u2061-\u2064\u200b]/.test(character)) return ''
      if (character === '−') return '-'
      if (character === '\u00a0') return '\\ '
      const command = signs.get(character)
      if (command !== undefined) return `\\${command} `
      return /[{}#%&_$]/.test(character) ? `\\${character}` : character === '\\' ? '\\backslash ' : character
    })
    .join('')
