import type { CompiledMessages } from './compile-messages.ts'

/**
 * The English messages that are here. Each script brings those that it says (tools/messages-plugin.ts), so that the first screen
 * does not wait for the words of all others.
 */
const messages: Record<string, CompiledMessages[string]> = {}

export const english: CompiledMessages = messages

/** Called by what the plugin makes, before the component that says them. */
export const addEnglish = (more: CompiledMessages): void => {
  Object.assign(messages, more)
}
