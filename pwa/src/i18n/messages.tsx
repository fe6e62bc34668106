import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react'
import { directionOf, loadCatalogue } from './catalogues.ts'
import type { CompiledMessages } from './compile-messages.ts'
import { createFormatters, type Formatters } from './create-formatters.ts'
import { english } from './english.ts'
import type source from './en.json'
import { formatMessage, type Values } from './format-message.ts'
import type { MessageValues } from './message-values.ts'

type MessageKey = keyof typeof source
type ValuesOf<Key extends MessageKey> = Key extends keyof MessageValues ? [values: MessageValues[Key]] : []
/** Says a message of the catalogue. Keys and values are checked against en.json. */
type Translate = <Key extends MessageKey>(key: Key, ...values: ValuesOf<Key>) => string

export interface Messages extends Formatters {
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  readonly t: Translate
  /** For keys that come from elsewhere: a service's `messageId`, a code of the wire (`error.<code>`). Unknown ones are said in general words. */
  readonly tOf: (key: string) => string
  /** The same for what any request may be answered with: its screens load the words of no other errors. */
  readonly tOfRequest: (key: string) => string
}

const Context = createContext<Messages | null>(null)

export const useMessages = (): Messages => {
  const messages = use(Context)
  if (messages === null) throw new Error('useMessages needs a MessagesProvider above it.')
  return messages
}

/** Says everything below in `language`, in English until its catalogue is here, or where there is none. */
export const MessagesProvider = ({
  language,
  children,
}: {
  readonly language: string
  readonly children: ReactNode
}): ReactNode => {
  const [loaded, setLoaded] = useState<{ readonly language: string; readonly messages: CompiledMessages } | null>(null)
  useEffect(() => {
    let isCurrent = true
    void loadCatalogue(language).then(
      (messages) => {
        if (isCurrent) setLoaded(messages === null ? null : { language, messages })
      },
      () => undefined, // Not on this device yet: English until it is.
    )
    return () => {
      isCurrent = false
    }
  }, [language])

  const value = useMemo(
    () => createMessages(loaded?.language ?? englishOf(language), loaded?.messages ?? {}),
    [loaded, language],
  )
  useEffect(() => {
    document.documentElement.lang = value.language
    document.documentElement.dir = value.direction
  }, [value])
  return <Context value={value}>{children}</Context>
}

/** British numbers and dates for who reads British English. */
const englishOf = (language: string): string => (/^en\b/.test(language) ? language : 'en')

const createMessages = (language: string, catalogue: CompiledMessages): Messages => {
  const say = (key: string, values: Values): string | undefined => {
    const message = catalogue[key] ?? english[key]
    return message === undefined ? undefined : formatMessage(message, values, language)
  }
  const tOf = (key: string): string => say(key, {}) ?? say('error.internal', {}) ?? key
  return {
    ...createFormatters(language),
    language,
    direction: directionOf(language),
    t: (key, ...values) => say(key, (values[0] ?? {}) as Values) ?? key,
    tOf,
    tOfRequest: tOf,
  }
}
