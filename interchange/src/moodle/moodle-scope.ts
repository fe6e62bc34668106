import type { TextFormat } from '#html/formatted-text.ts'
import type { Losses } from '#losses.ts'
import type { TypedQuestion } from '#model/typed-question.ts'
import type { XmlElement, XmlNode } from '#xml/xml-node.ts'

/** What reading one question of Moodle XML works with. */
export interface MoodleScope {
  readonly source: XmlElement
  readonly losses: Losses
  /** The text of an element such as `<questiontext format="html">`. */
  markdown(holder: XmlElement | undefined, format?: TextFormat): Promise<string>
  line(holder: XmlElement | undefined, format?: TextFormat): Promise<string>
  html(nodes: readonly XmlNode[]): Promise<string>
}

export type MoodleBuilt = TypedQuestion & {
  /** For the explanation. */
  readonly notes?: readonly string[]
  /** Where it is not the question's text. */
  readonly prompt?: string
}

export type ReadMoodleType = (scope: MoodleScope) => Promise<MoodleBuilt>
