import type { Losses } from '#losses.ts'
import type { Scoring } from '#scored/scoring.ts'
import type { XmlElement, XmlNode } from '#xml/xml-node.ts'
import type { Declarations } from './declarations.ts'
import type { QtiFeedback } from './qti-feedback.ts'

/** What reading an item works with. `item` is in the names of QTI 2. */
export interface QtiScope {
  readonly item: XmlElement
  readonly body: XmlElement
  readonly declarations: Declarations
  readonly scoring: Scoring
  readonly feedback: QtiFeedback
  readonly losses: Losses
  markdown(nodes: readonly XmlNode[]): Promise<string>
  line(nodes: readonly XmlNode[]): Promise<string>
}
