import type { StoreReader, TableDefinition, TableRow } from '#ports/store/store.ts'

/**
 * An upload as the school has it. `receiving`: bytes are missing; `received`: all are here, and a job makes a file of them; `done`, `refused`: the author has been told. The
 * row stays for some days more, so that a device which did not hear of the end is told of it.
 */
export interface UploadRow extends TableRow {
  readonly personId: string
  readonly courseId: string
  /** As its author calls it. */
  readonly name: string
  /** In the end, bytes. */
  readonly length: number
  /** Bytes of each piece that is here, in order. */
  readonly pieces: readonly number[]
  readonly offset: number
  readonly state: 'receiving' | 'received' | 'done' | 'refused'
  /** Server's clock, ms. */
  readonly expiresAt: number
}

export const uploadTables: readonly TableDefinition[] = [
  {
    name: 'uploads',
    indexes: [
      { name: 'by_person', fields: ['personId'] },
      { name: 'by_course', fields: ['courseId'] },
      { name: 'by_expiry', fields: ['expiresAt'] },
    ],
  },
]

export const uploadRow = (store: StoreReader, id: string): Promise<UploadRow | undefined> =>
  store.row<UploadRow>('uploads', id)
