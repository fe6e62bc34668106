import { clientPart } from '@edutrack/shared-schema/collections/define-collection'
import { collections } from '@edutrack/shared-schema/collections/registry'
import type { PushRow } from '@edutrack/shared-schema/protocol/sync'
import type { UnsentDocument } from './local-documents.ts'

/** What of a document goes over the wire: its id and the client's part; all else is the server's. */
export const toPushRow = ({ collection, document }: UnsentDocument): PushRow => ({
  assumed: document.assumed === '' ? null : document.assumed,
  document: {
    ...clientPart(collections[collection], document),
    id: document.id,
    ...(document.isRemoved === true ? { _deleted: true } : {}),
  },
})
