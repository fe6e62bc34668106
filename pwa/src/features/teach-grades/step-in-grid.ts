/** A place in a grid; row −1 is the head, column −1 the names. */
export interface GridPlace {
  readonly row: number
  readonly column: number
}

/** Where a key leads from a place, as ARIA’s grid pattern has it; undefined: the key means nothing here. */
export const stepInGrid = (
  { row, column }: GridPlace,
  pressed: { readonly key: string; readonly ctrlKey: boolean; readonly isRtl: boolean },
  grid: { readonly rows: number; readonly columns: number; readonly page: number },
): GridPlace | undefined => {
  const { key, ctrlKey, isRtl } = pressed
  const at = (toRow: number, toColumn: number): GridPlace => ({
    row: Math.max(-1, Math.min(grid.rows - 1, toRow)),
    column: Math.max(-1, Math.min(grid.columns - 1, toColumn)),
  })
  switch (key) {
    case 'ArrowDown':
      return at(row + 1, column)
    case 'ArrowUp':
      return at(row - 1, column)
    case 'ArrowRight':
      return at(row, column + (isRtl ? -1 : 1))
    case 'ArrowLeft':
      return at(row, column + (isRtl ? 1 : -1))
    case 'PageDown':
      return at(row + grid.page, column)
    case 'PageUp':
      return at(row === -1 ? row : Math.max(0, row - grid.page), column)
    case 'Home':
      return at(ctrlKey ? -1 : row, -1)
    case 'End':
      return at(ctrlKey ? grid.rows - 1 : row, grid.columns - 1)
    default:
      return undefined
  }
}
