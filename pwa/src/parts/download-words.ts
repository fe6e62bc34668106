import type { CourseDownload } from '#app/services.ts'
import type { Messages } from '#i18n/messages.tsx'

/** How far a download is, in words: "12 of 38 MB", "Ready offline". */
export const downloadWords = (download: CourseDownload, { t, bytes }: Messages): string => {
  const amounts = { done: bytes(download.bytesDone), total: bytes(download.bytesTotal) }
  switch (download.state) {
    case 'none':
      return t('download.none')
    case 'running':
      return t('download.running', amounts)
    case 'paused':
      return t('download.paused', amounts)
    case 'interrupted':
      return t('download.interrupted', amounts)
    case 'no-space':
      return t('download.no-space', amounts)
    case 'ready':
      return t(download.withVideo ? 'download.ready' : 'download.ready-without-video')
    case 'update-available':
      return t('download.update-available', { size: bytes(Math.max(0, download.bytesTotal - download.bytesDone)) })
  }
}

export const downloadShare = ({ bytesDone, bytesTotal }: CourseDownload): number =>
  bytesTotal === 0 ? 0 : Math.min(1, bytesDone / bytesTotal)
