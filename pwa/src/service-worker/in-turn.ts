/** Runs one after the other what must not overlap, in the order in which it came, whatever becomes of what was before. */
export const createInTurn = () => {
  let last: Promise<unknown> = Promise.resolve()
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }
}
