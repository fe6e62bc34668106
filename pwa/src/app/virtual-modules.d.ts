/// <reference types="vite/client" />

declare module 'virtual:messages/*' {
  import type { CompiledMessages } from '#i18n/compile-messages.ts'
  export const messages: CompiledMessages
}
declare module 'virtual:icon/*' {
  export const shapes: readonly (readonly [string, Readonly<Record<string, string>>])[]
}
