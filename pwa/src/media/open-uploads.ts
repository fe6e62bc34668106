import { firstValueFrom, type Observable } from 'rxjs'
import type { Notice } from '@edutrack/shared-schema/collections/notices'
import type { LocalDatabase } from '#local-db/open-database.ts'
import { liveByIds, liveOne } from '#local-db/queries/live.ts'
import { createUploads, type Uploads } from './uploads.ts'

type Deps = Parameters<typeof createUploads>[0]

/** Uploads on a person's database; loaded once there is one. The protocol comes with the first that is sent. */
export const openUploads = (
  deps: Omit<Deps, 'send' | 'filesHere' | 'isCourseAtSchool'> & {
    readonly database: LocalDatabase
    readonly notices$: Observable<readonly Notice[]>
  },
): Uploads =>
  createUploads({
    ...deps,
    send: async (sending) => (await import('./send-by-tus.ts')).sendByTus(sending),
    filesHere: (ids) => liveByIds(deps.database, 'files', ids),
    isCourseAtSchool: async (courseId) =>
      ((await firstValueFrom(liveOne(deps.database, 'courses', courseId)))?.serverNumber ?? 0) !== 0,
  })
