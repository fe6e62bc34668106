/** A service that the server needs to start doesn't answer, or not as it must; the message says which, and what to do. */
export class ServiceOutOfReach extends Error {
  override readonly name = 'ServiceOutOfReach'
}
