/** Puts a formula in TeX into an element, as MathML; false where it can't be read, or where the browser sets no maths: then the source is shown. */
export type SetFormula = (element: HTMLElement, tex: string, isDisplay: boolean) => boolean

/** The typesetter and its font, fetched when the first formula is met. Rejects when they are not on this device and the school is out of reach. */
export const loadMaths = async (): Promise<SetFormula> => {
  if (!('MathMLElement' in globalThis)) return () => false
  const { setFormula } = await import('./set-formula.ts')
  // Shown in another font, formulas would change their size when this one comes.
  await document.fonts.load('16px EduTrackMaths').catch(() => [])
  return setFormula
}
