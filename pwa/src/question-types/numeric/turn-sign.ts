/** The same number with the other sign. */
export const turnSign = (text: string): string => {
  const tidy = text.trimStart()
  if (/^[-\u2212]/.test(tidy)) return tidy.slice(1).trimStart()
  return `\u2212${tidy.replace(/^\+/, '')}`
}
