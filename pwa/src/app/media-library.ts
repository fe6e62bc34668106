import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import type { Observable } from 'rxjs'
import type { Outcome } from './services.ts'

/** A file of a course that the school does not have yet, or has only just got: its bytes are on this device. */
export interface MediaUpload {
  /** Of the file that it becomes: texts may refer to it at once. */
  readonly id: string
  readonly courseId: string
  readonly name: string
  readonly role: CourseFile['role']
  readonly mime: string
  readonly bytes: number
  /** `received`: the school has all of it, and makes a file of the course of it. `refused`: with a code that `error.<code>` says. */
  readonly state: 'waiting' | 'paused' | 'sending' | 'received' | 'refused'
  /** Device's clock: when it came into this state. */
  readonly since: number
  readonly sentBytes: number
  readonly code?: string
  /** The school's notice tells of the refusal, too. */
  readonly isTold?: true
}

/** What teachers do with pictures, films and the like. All of it works without a network: what is added goes out when there is one. */
export interface MediaLibrary {
  /** Whether the browser sends it with the app closed, too; else it goes on when the app is open. */
  readonly sendsWithAppClosed: boolean
  /** What of a course is on its way, the latest first. */
  uploads(courseId: string): Observable<readonly MediaUpload[]>
  /** Keeps a file on this device and sends it; resolves when it is kept. */
  add(
    courseId: string,
    file: File,
    as?: { readonly id: string },
  ): Promise<{ readonly ok: true; readonly id: string } | Extract<Outcome, { readonly ok: false }>>
  /** The bytes of an upload, while they are here. */
  content(uploadId: string): Promise<Blob | undefined>
  pause(uploadId: string): Promise<void>
  goOn(uploadId: string): Promise<void>
  /** Gives an upload up, or puts one away that was refused. */
  drop(uploadId: string): Promise<void>
  rename(fileId: string, name: string): Promise<void>
  /** Takes a file out of its course; resolves to what brings it back. */
  remove(fileId: string): Promise<() => Promise<void>>
}
