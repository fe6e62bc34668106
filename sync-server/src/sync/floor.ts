import type { StoreReader, TableDefinition } from '../ports/store/store.ts'

/** The log's head as it was on each day, and the floor: up to there, what only says that something is gone may have been removed (S18). */
export const floorTables: readonly TableDefinition[] = [
  { name: 'log_days', indexes: [] },
  { name: 'log_floor', indexes: [] },
]

/** The floor, and up to where what lies below has been removed for good. */
export type FloorRow = { readonly id: string; readonly number: number; readonly forgottenUpTo: number }
export const FLOOR_ID = 'floor'

export const readFloor = async (store: Pick<StoreReader, 'row'>): Promise<number> =>
  (await store.row<FloorRow>('log_floor', FLOOR_ID))?.number ?? 0
