import { shapes as settings } from 'virtual:icon/settings'
import { shapes as bell } from 'virtual:icon/bell'
import { shapes as bookmark } from 'virtual:icon/bookmark'
import { shapes as door } from 'virtual:icon/door-open'
import { shapes as image } from 'virtual:icon/image'
import { shapes as footprints } from 'virtual:icon/footprints'
import { shapes as listChecks } from 'virtual:icon/list-checks'
import { shapes as pencil } from 'virtual:icon/pencil-line'
import { shapes as message } from 'virtual:icon/message-square'
import type { OutboxItem } from '#app/services.ts'
import type { IconShapes } from '#ui/icon.tsx'

export const workIcons: Readonly<Record<OutboxItem['collection'], IconShapes>> = {
  attempts: listChecks,
  progress: footprints,
  enrolments: door,
  posts: message,
  notes: bookmark,
  people: settings,
  notices: bell,
  courses: pencil,
  units: pencil,
  questions: pencil,
  files: image,
}
