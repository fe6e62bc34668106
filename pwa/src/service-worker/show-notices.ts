/// <reference lib="webworker" />

/** What a push message of the school holds. */
interface PushedNotice {
  readonly id: string
  readonly title: string
  readonly body: string
  /** Within the app. */
  readonly url: string
}

/**
 * Web push: shows what the school tells, also with the app closed, and opens the screen that it is about. A notice told twice is shown once: it replaces itself.
 */
export const showNotices = (worker: ServiceWorkerGlobalScope): void => {
  worker.addEventListener('push', (event) => {
    const notice = noticeOf(event.data)
    if (notice === undefined) return
    const { id, title, body, url } = notice
    event.waitUntil(
      worker.registration.showNotification(title, { body, tag: id, data: { url }, icon: '/icons/icon-192.png' }),
    )
  })
  worker.addEventListener('notificationclick', (event) => {
    event.notification.close()
    const { url } = (event.notification.data ?? {}) as { readonly url?: unknown }
    event.waitUntil(openAt(worker, typeof url === 'string' && url.startsWith('/') ? url : '/inbox'))
  })
}

const noticeOf = (data: PushMessageData | null): PushedNotice | undefined => {
  try {
    const notice = data?.json() as Partial<PushedNotice> | null | undefined
    return typeof notice?.id === 'string' && typeof notice.title === 'string'
      ? { id: notice.id, title: notice.title, body: notice.body ?? '', url: notice.url ?? '/inbox' }
      : undefined
  } catch {
    return undefined // Not of this school's making.
  }
}

/** In the app where it is open, else in a window of its own. */
const openAt = async (worker: ServiceWorkerGlobalScope, url: string): Promise<void> => {
  const windows = await worker.clients.matchAll({ type: 'window' })
  const [open] = windows
  if (open === undefined) {
    await worker.clients.openWindow(url)
    return
  }
  await open.focus().catch(() => undefined)
  // A page that this worker doesn't control can't be led elsewhere.
  const isThere = await open.navigate(url).then(
    () => true,
    () => false,
  )
  if (!isThere) await worker.clients.openWindow(url)
}
