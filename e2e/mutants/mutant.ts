/** A fault put into a source on purpose: some test has to notice it, or the rule that it breaks is not proved. */
export interface Mutant {
  readonly name: string
  /** The rule of SPEC.md that it breaks. */
  readonly rule: string
  /** From the project's root. */
  readonly file: string
  /** Stands in the file once. */
  readonly source: string
  readonly replacement: string
  /** Test files that should notice, from the project's root; the quickest first. */
  readonly tests: readonly string[]
}

/** The file's text with the fault in it; throws where its place isn't found exactly once. */
export const mutate = (mutant: Pick<Mutant, 'name' | 'file' | 'source' | 'replacement'>, text: string): string => {
  const parts = text.split(mutant.source)
  if (parts.length !== 2)
    throw new Error(`“${mutant.name}”: its place stands ${String(parts.length - 1)} times in ${mutant.file}`)
  return parts.join(mutant.replacement)
}
