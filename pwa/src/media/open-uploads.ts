import type { Observable } from 'rxjs'
import type { Notice } from '@edutrack/shared-schema/collections/notices'
import type { LocalDatabase } from '#local-db/open-database.ts'
import { isCourseAtSchool } from '#local-db/queries/is-course-at-school.ts'
import { liveByIds } from '#local-db/queries/live.ts'
import type { OpenSession } from '#platform/session.ts'
import { createSendInPieces } from './send-in-pieces.ts'
import { createUploads, type Uploads } from './uploads.ts'

type Deps = Parameters<typeof createUploads>[0]

/** Uploads on a person's database; loaded once there is one. */
export const openUploads = (
  deps: Omit<Deps, 'send' | 'filesHere' | 'isCourseAtSchool' | 'isSignedIn' | 'requestDelivery'> & {
    readonly fetch: typeof fetch
    readonly database: LocalDatabase
    readonly session: Pick<OpenSession, 'isSignedInAs'>
    readonly requestBackgroundSync: (work: string) => Promise<boolean>
    readonly notices$: Observable<readonly Notice[]>
  },
): Uploads =>
  createUploads({
    ...deps,
    send: createSendInPieces(deps),
    isSignedIn: () => deps.session.isSignedInAs(deps.personId),
    requestDelivery: (id) => void deps.requestBackgroundSync(id),
    filesHere: (ids) => liveByIds(deps.database, 'files', ids),
    isCourseAtSchool: (courseId) => isCourseAtSchool(deps.database, courseId),
  })
