import { shapes as page } from 'virtual:icon/book-open-text'
import { shapes as video } from 'virtual:icon/circle-play'
import { shapes as quiz } from 'virtual:icon/list-checks'
import { shapes as assignment } from 'virtual:icon/pencil-line'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import type { IconShapes } from '#ui/icon.tsx'

export const unitIcons: Readonly<Record<Unit['kind'], IconShapes>> = { page, video, quiz, assignment }
