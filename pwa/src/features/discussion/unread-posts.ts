import { map, type Observable } from 'rxjs'
import type { Learning } from '#app/services.ts'

/** Ids of posts that unread notices tell of, each with its notice. */
export const unreadPosts = (learning: Learning): Observable<ReadonlyMap<string, string>> =>
  learning
    .notices()
    .pipe(
      map(
        (notices) =>
          new Map(
            notices.flatMap(({ id, readAt, subject }) =>
              readAt === undefined && subject?.collection === 'posts' ? [[subject.id, id] as const] : [],
            ),
          ),
      ),
    )
