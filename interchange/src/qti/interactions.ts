import { childNamed, elementsOf, type XmlElement } from '#xml/xml-node.ts'

const inline = new Set(['textEntryInteraction', 'inlineChoiceInteraction', 'endAttemptInteraction'])
const suffix = 'Interaction'

/** Interactions of a body, outermost, in their order. */
export const interactionsOf = (body: XmlElement): readonly XmlElement[] => {
  const found: XmlElement[] = []
  const visit = (node: XmlElement): void => {
    for (const child of elementsOf(node)) {
      if (child.name.endsWith(suffix)) found.push(child)
      else visit(child)
    }
  }
  visit(body)
  return found
}

export const isInline = ({ name }: XmlElement): boolean => inline.has(name)
export const variableOf = ({ attributes }: XmlElement): string => attributes['responseIdentifier'] ?? 'RESPONSE'

const reasons = new Map([
  ['hotspotInteraction', 'Places are marked on a picture, which no question type here does.'],
  ['graphicOrderInteraction', 'Places on a picture are put in order, which no question type here does.'],
  ['graphicAssociateInteraction', 'Places on a picture are joined, which no question type here does.'],
  ['graphicGapMatchInteraction', 'Things are dragged onto a picture, which no question type here does.'],
  ['selectPointInteraction', 'Places are marked on a picture, which no question type here does.'],
  ['positionObjectInteraction', 'Things are placed on a picture, which no question type here does.'],
  ['drawingInteraction', 'It is answered by a drawing, which can’t be made here.'],
  ['uploadInteraction', 'It is answered by handing in a file, which questions here can’t take.'],
  ['mediaInteraction', 'It asks for watching or listening only; put the film or the sound on a page.'],
  ['customInteraction', 'It needs a program of its own (a custom interaction), which is not run here.'],
  [
    'portableCustomInteraction',
    'It needs a program of its own (a portable custom interaction), which is not run here.',
  ],
])

/** Why an interaction has no place here; undefined for those that have. */
export const whyNotQti = ({ name }: XmlElement): string | undefined => reasons.get(name)

/** How the report calls an interaction that was skipped: `hotspot`, `gap match`. */
export const interactionWords = ({ name }: XmlElement): string =>
  name
    .replace(/Interaction$/, '')
    .replace(/([A-Z])/g, ' $1')
    .toLowerCase()

/** The same of a whole item, by its first interaction. */
export const itemWords = (item: XmlElement): string => {
  const body = childNamed(item, 'itemBody')
  const [first] = body === undefined ? [] : interactionsOf(body)
  return first === undefined ? 'question' : interactionWords(first)
}
