import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Certificate } from '@edutrack/shared-schema/collections/certificates'
import type { DeviceStore } from '#platform/device-store.ts'
import { StorageFull } from './byte-store.ts'
import { PART_BYTES, type StoredMedia } from './stored-media.ts'

export interface CertificateFiles {
  isKept(certificate: Certificate): Promise<boolean>
  /** Kept, or fetched, checked against its SHA-256, and kept. `missing`: the school doesn't hand it out. */
  get(certificate: Certificate): Promise<Blob | 'offline' | 'missing'>
}

/**
 * PDFs of a person's certificates, among the media of courses: some tens of kilobytes each, removed with the person's data. Where nothing can be kept (plain http, a full
 * device) they still come from the school.
 */
export const createCertificateFiles = (deps: {
  readonly personId: string
  readonly store: DeviceStore
  readonly media: StoredMedia | undefined
  readonly fetch: typeof fetch
}): CertificateFiles => {
  const { personId, store, media } = deps
  const claim = `device/media-of/${personId}/certificates`

  const kept = async (hash: string): Promise<Blob | undefined> => {
    const description = await media?.describe(hash)
    if (media === undefined || description === undefined) return undefined
    const parts: Blob[] = []
    for (let part = 0; part * PART_BYTES < description.bytes; part += 1) {
      const piece = await media.part(hash, part)
      if (piece === undefined) return undefined
      parts.push(piece)
    }
    return new Blob(parts, { type: 'application/pdf' })
  }

  const keep = async (hash: string, pdf: Blob): Promise<void> => {
    if (media === undefined) return
    // Claimed first: whoever removes this person's data finds it.
    const claimed = (await store.get<readonly string[]>(claim)) ?? []
    await store.set(claim, [...new Set([...claimed, hash])])
    try {
      for (let part = 0; part * PART_BYTES < pdf.size; part += 1)
        await media.putPart(hash, part, pdf.slice(part * PART_BYTES, (part + 1) * PART_BYTES))
      await media.markComplete(hash, { bytes: pdf.size, mime: 'application/pdf' })
    } catch (error) {
      if (!(error instanceof StorageFull)) throw error
    }
  }

  return {
    isKept: async ({ pdfHash }) => pdfHash !== undefined && (await media?.describe(pdfHash)) !== undefined,
    get: async ({ id, pdfHash }) => {
      if (pdfHash === undefined) return 'missing'
      const here = await kept(pdfHash)
      if (here !== undefined) return here
      let pdf: Blob
      try {
        const response = await deps.fetch(`/api/certificates/${encodeURIComponent(id)}/pdf`)
        if (response.status === 404) return 'missing'
        if (!response.ok) return 'offline'
        pdf = await response.blob()
      } catch {
        return 'offline'
      }
      // Made anew meanwhile: this device hears of it by sync, and then asks for the new one.
      if (bytesToHex(sha256(new Uint8Array(await pdf.arrayBuffer()))) !== pdfHash) return 'missing'
      await keep(pdfHash, pdf)
      return pdf
    },
  }
}
