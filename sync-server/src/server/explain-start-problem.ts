import { BlobsUnavailable } from '#ports/blobs/blobs.ts'
import { NoCertificate } from '#ports/certificates/certificates.ts'
import { StoreMisconfigured, StoreUnavailable } from '#ports/store/store.ts'
import type { ServerOptions } from './command-line.ts'
import { FolderInUse } from './lock-folder.ts'
import { ServiceOutOfReach } from './service-out-of-reach.ts'

/** Why the server can't start, in one sentence that says what to do; undefined for what nobody foresaw. */
export const explainStartProblem = (
  error: unknown,
  { port, host, data, acme }: Pick<ServerOptions, 'port' | 'host' | 'data' | 'acme'>,
  isCluster = false,
): string | undefined => {
  if (error instanceof NoCertificate || error instanceof ServiceOutOfReach || error instanceof StoreMisconfigured)
    return error.message
  if (isCluster && (error instanceof StoreUnavailable || error instanceof BlobsUnavailable)) return error.message
  if (error instanceof FolderInUse)
    return `Another EduTrack server works in ${data}: stop it, or give this one a folder of its own with --data.`
  if (error instanceof StoreUnavailable)
    return `The database in ${data} can’t be opened (${error.message}): see that the disk is not full and the files belong to you.`
  const { code, syscall, port: failedPort } = error as NodeJS.ErrnoException & { readonly port?: number }
  const isListening = syscall === 'listen' || syscall === 'bind'
  const asked = failedPort ?? port
  if (isListening && code === 'EADDRINUSE')
    return acme !== undefined && asked === acme.port
      ? `Port ${String(asked)}, where the certificate authority asks, is in use: stop what uses it, or give --acme-port.`
      : `Port ${String(asked)} is in use: stop what uses it, or start with --port and another number.`
  if (isListening && code === 'EACCES')
    return `Port ${String(asked)} may not be opened by this user: choose one above 1023 with --port, or allow it (on Linux: setcap cap_net_bind_service=+ep on node).`
  if (isListening && (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND'))
    return `This machine has no address ${host}: give one of its own to --host, or 0.0.0.0 for all.`
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return `The data folder ${data} is not writable: give it to this user, or choose another with --data.`
  if (code === 'ENOTDIR' || code === 'EEXIST') return `${data} is no folder: choose another with --data.`
  if (code === 'ENOSPC') return `The disk of ${data} is full: free some space and start again.`
  return undefined
}
