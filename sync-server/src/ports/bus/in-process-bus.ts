import type { Bus } from './bus.ts'

/** The bus of a server that is alone: listeners of this process, told in the next turn of the event loop. */
export const createInProcessBus = (): Bus => {
  const listenersByTopic = new Map<string, Set<(message: string) => void>>()
  return {
    publish: async (topic, message) => {
      const listeners = listenersByTopic.get(topic)
      if (listeners === undefined) return
      for (const listener of listeners)
        // What the publisher has at hand goes first: its answer need not wait for those who listen.
        setImmediate(() => {
          // It may have stopped listening since.
          if (listeners.has(listener)) listener(message)
        })
    },
    subscribe: async (topic, listener) => {
      const listeners = listenersByTopic.get(topic) ?? new Set()
      // One function may listen twice: each subscription is its own.
      const heard = (message: string): void => listener(message)
      listenersByTopic.set(topic, listeners.add(heard))
      return async () => {
        listeners.delete(heard)
      }
    },
    isConnected: () => true,
    ping: async () => {},
    close: async () => {
      for (const listeners of listenersByTopic.values()) listeners.clear()
    },
  }
}
