import type { StoreReader, TableRow } from '#ports/store/store.ts'

/** Where letters to a person go; undefined for one without an account. */
export const mailAddressOf = async (store: StoreReader, personId: string): Promise<string | undefined> =>
  (await store.row<TableRow & { readonly email: string }>('user', personId))?.email
