import type { StoreReader, TableRow } from '#ports/store/store.ts'

/** Whose account has this address, however it is written; undefined where none has. */
export const personByMail = async (store: StoreReader, address: string): Promise<string | undefined> => {
  const email = address.trim().toLowerCase()
  const [row] = await store.rows<TableRow>({ table: 'user', index: 'by_email', equals: [email], limit: 1 })
  return row?.id
}
