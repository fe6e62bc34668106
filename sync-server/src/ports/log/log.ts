/** What the server says to whoever runs it: facts as members, what happened as words. */
export interface Log {
  info(details: object, message: string): void
  warn(details: object, message: string): void
  error(details: object, message: string): void
}
