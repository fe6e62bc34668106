import type { CompiledMessages } from './compile-messages.ts'

/** Languages of the app. English is in the shell; each other one is a script of its own, fetched when it is chosen. */
export const languages = ['en'] as const
export type Language = (typeof languages)[number]

type Loader = () => Promise<{ readonly messages: CompiledMessages }>

const loaders: Readonly<Record<string, Loader>> = import.meta.env.DEV
  ? // English words in a language that runs from right to left: to see while developing whether every screen can.
    { 'ar-XB': () => import('virtual:messages/en') }
  : {}

/** Null for English, and for a language that the app doesn't have. */
export const loadCatalogue = async (language: string): Promise<CompiledMessages | null> =>
  (await loaders[language]?.())?.messages ?? null

export const directionOf = (language: string): 'ltr' | 'rtl' =>
  /^(ar|dv|fa|he|ku-Arab|ps|sd|ug|ur|yi)\b/.test(language) ? 'rtl' : 'ltr'
