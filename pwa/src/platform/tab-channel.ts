/** What the tabs of one person, and the service worker, tell each other; nothing depends on a message arriving. */
export type TabMessage =
  /** To the leading tab: run sync. */
  | { readonly type: 'sync-now' }
  /** From it: what is on its way, as `collection/id`; empty when nothing is. */
  | { readonly type: 'sending'; readonly keys: readonly string[] }
  | { readonly type: 'problem'; readonly problem: string | null }
  /** Documents of the catalogue have changed here. */
  | { readonly type: 'courses-changed'; readonly ids: readonly string[] }

export interface TabChannel {
  /** Tells the others, and this one too; once it is closed, nobody. */
  post(message: TabMessage): void
  onMessage(action: (message: TabMessage) => void): () => void
  close(): void
}

export const createBroadcastTabChannel = (name: string): TabChannel => {
  const channel = new BroadcastChannel(name)
  const listeners = new Set<(message: TabMessage) => void>()
  let isClosed = false
  const tell = (message: TabMessage): void => {
    for (const listener of listeners) listener(message)
  }
  channel.addEventListener('message', ({ data }) => tell(data as TabMessage))
  return {
    post: (message) => {
      // What was under way while a person signed out still ends here.
      if (isClosed) return
      channel.postMessage(message)
      tell(message)
    },
    onMessage: (action) => {
      listeners.add(action)
      return () => void listeners.delete(action)
    },
    close: () => {
      isClosed = true
      listeners.clear()
      channel.close()
    },
  }
}
