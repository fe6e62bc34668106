import type { Note } from '@edutrack/shared-schema/collections/notes'
import type { Observable } from 'rxjs'

/** A person's private notes and bookmarks. Reads are live, writes durable when they resolve; all works without a network. */
export interface Notebook {
  /** All, the latest written first. */
  all(): Observable<readonly Note[]>
  /** Of one unit, from its top to its end. */
  ofUnit(unitId: string): Observable<readonly Note[]>
  newId(): string
  /**
   * Makes one, or gives it another text. `before` is the text that the person saw: where another device has written meanwhile, both stay. Resolves to the
   * text as it is then.
   */
  write(
    note: Pick<Note, 'id' | 'courseId' | 'unitId' | 'kind' | 'position' | 'text'> & { readonly before: string },
  ): Promise<string>
  /** Resolves to what brings it back. */
  remove(id: string): Promise<() => Promise<void>>
}
