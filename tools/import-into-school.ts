import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { CoursePackage } from '@edutrack/interchange/model/course-package'
import { toDocuments } from '@edutrack/interchange/documents/to-documents'
import type { CourseFile } from '@edutrack/shared-schema/collections/files'

/** Puts a package into a school, as a draft course. */
export type ImportInto = (course: CoursePackage) => Promise<{ readonly courseId: string }>

/** The school can't take it; `message` is a sentence for whoever has asked. */
export class NoSuchSchool extends Error {
  override readonly name = 'NoSuchSchool'
}

interface Write {
  readonly collection: string
  readonly document: { readonly id: string }
}

/** The server, by what is used of it: its own tests use these tools, so that the tools can't know its types. */
interface Server {
  composeEmbedded(options: {
    readonly folder: string
    readonly baseUrl: string
    readonly isRateLimited: boolean
    readonly log: Readonly<Record<'info' | 'warn' | 'error', (details: object, message: string) => void>>
  }): Promise<{
    readonly store: {
      rows(query: object): Promise<readonly { readonly id: string }[]>
      document(
        collection: string,
        id: string,
      ): Promise<{ readonly content: Readonly<Record<string, unknown>> } | undefined>
    }
    readonly engine: { commitAsServer(writes: readonly Write[]): Promise<void> }
    readonly blobs: { put(name: string, content: Uint8Array, options: { readonly mime: string }): Promise<void> }
    readonly clock: { now(): number }
    close(): Promise<void>
  }>
}

const serverModule = (path: string): Promise<unknown> =>
  import(new URL(`../sync-server/src/${path}`, import.meta.url).href)

/** Documents in one commit; the course itself comes last, so that nobody sees a part. */
const MOST_AT_ONCE = 1000

/**
 * Opens the embedded school in a data folder, takes the course in for one of its instructors, and closes it. Nobody else may have the folder open. Rejects with `NoSuchSchool`
 * where there is no school, no such instructor, or a server at work.
 */
export const importIntoSchool = async (
  { data, instructorEmail }: { readonly data: string; readonly instructorEmail: string },
  course: CoursePackage,
): Promise<{ readonly courseId: string }> => {
  if (!existsSync(join(data, 'school.db'))) throw new NoSuchSchool(`There is no school in ${data}.`)
  const unlock = await lock(data)
  try {
    const { composeEmbedded } = (await serverModule('compose.ts')) as Server
    const warn = (details: object, message: string): void => console.error(message, details)
    const log = { info: () => undefined, warn, error: warn }
    const school = await composeEmbedded({ folder: data, baseUrl: 'http://localhost', isRateLimited: false, log })
    try {
      return await createImportInto(school, await ownerOf(school, instructorEmail))(course)
    } finally {
      await school.close()
    }
  } finally {
    unlock()
  }
}

type School = Awaited<ReturnType<Server['composeEmbedded']>>

const lock = async (data: string): Promise<() => void> => {
  const { lockFolder, FolderInUse } = (await serverModule('server/lock-folder.ts')) as {
    lockFolder(folder: string): () => void
    FolderInUse: new (...args: never[]) => Error
  }
  try {
    return lockFolder(data)
  } catch (error) {
    if (error instanceof FolderInUse)
      throw new NoSuchSchool(`A server is at work in ${data}: stop it first, or import in the app.`)
    throw error
  }
}

const ownerOf = async ({ store }: School, email: string): Promise<{ readonly id: string; readonly name: string }> => {
  const [account] = await store.rows({ table: 'user', index: 'by_email', equals: [email.toLowerCase()], limit: 1 })
  const person = account === undefined ? undefined : await store.document('people', account.id)
  if (account === undefined || person === undefined)
    throw new NoSuchSchool(`Nobody signs in with ${email} in this school.`)
  if (person.content['role'] === 'learner')
    throw new NoSuchSchool(`${email} is a learner: courses belong to instructors.`)
  return { id: account.id, name: String(person.content['name'] ?? '') }
}

const createImportInto =
  ({ engine, blobs, clock }: School, owner: { readonly id: string; readonly name: string }): ImportInto =>
  async (course) => {
    const courseId = randomUUID()
    const files = course.files.map((file) => ({
      source: file,
      document: {
        id: randomUUID(),
        courseId,
        name: file.name.slice(0, 200),
        mime: file.mime,
        role: file.role,
        bytes: file.bytes.length,
        hash: createHash('sha256').update(file.bytes).digest('hex'),
      } satisfies CourseFile,
    }))
    const idOf = new Map(files.map(({ source, document }) => [source.id, document.id]))
    for (const { source, document } of files)
      await blobs.put(`media/${document.hash}`, source.bytes, { mime: document.mime })
    const documents = toDocuments(course, {
      courseId,
      newId: randomUUID,
      fileIdOf: (id) => idOf.get(id),
      bytes: files.reduce((sum, { document }) => sum + document.bytes, 0),
      unitAddress: (ofCourse, unitId) => `/courses/${ofCourse}/units/${unitId}`,
      owner,
      now: clock.now(),
    })
    const writes: readonly Write[] = [
      ...files.map(({ document }) => ({ collection: 'files', document })),
      ...documents.questions.map((document) => ({ collection: 'questions', document })),
      ...documents.units.map((document) => ({ collection: 'units', document })),
      // Last: until it is there, nobody sees the rest.
      { collection: 'courses', document: documents.course },
    ]
    for (let from = 0; from < writes.length; from += MOST_AT_ONCE)
      await engine.commitAsServer(writes.slice(from, from + MOST_AT_ONCE))
    return { courseId }
  }
