import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Receipt } from '@edutrack/shared-schema/protocol/receipt'

/** Puts a file among the device's downloads. */
export const saveFile = (file: File): void => {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = file.name
  link.click()
  // The download has taken hold of the file by the time this frame is over.
  requestAnimationFrame(() => URL.revokeObjectURL(address))
}

/** All that somebody needs to check a receipt without this app: what was handed in, and what the school signed. */
export const receiptFile = (attempt: Attempt, receipt: Receipt, title: string, personName: string): File =>
  jsonFile(`${receipt.number}.json`, { title, personName, receipt, attempt })

/** What was refused, as it was sent. */
export const payloadFile = (name: string, document: unknown): File =>
  jsonFile(`${name.replaceAll(/[^\p{L}\p{N} _-]/gu, '').trim() || 'copy'}.json`, document)

const jsonFile = (name: string, content: unknown): File =>
  new File([JSON.stringify(content, null, 2)], name, { type: 'application/json' })
