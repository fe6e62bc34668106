export { CLIENT_ADDRESS_HEADER, createAccounts, type Accounts } from './accounts.ts'
export { mailAddressOf } from './mail-address-of.ts'
export { peopleRules } from './rules/people.ts'
export type { SignedIn } from './sessions.ts'
