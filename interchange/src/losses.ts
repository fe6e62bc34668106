/** What an item loses on its way, each as a sentence for a teacher, each said once. */
export interface Losses {
  add(sentence: string): void
  /** All of it as one reason; empty where nothing is lost. */
  reason(): string
}

export const createLosses = (): Losses => {
  const sentences = new Set<string>()
  return {
    add: (sentence) => void sentences.add(sentence),
    reason: () => [...sentences].join(' '),
  }
}
