/**
 * `npm run -s import -- FILE [--json] [--dry-run | --data FOLDER --instructor EMAIL]`: reads a package of a course or of questions (GIFT, Moodle XML, QTI, Common Cartridge; a
 * folder counts as the package that it would be if it were zipped), tells item by item what comes in, and puts it into a school as a draft course. Ends with 0 where the package was read, with
 * 2 and one sentence where it was not.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { importPackage } from '@edutrack/interchange/import-package'
import { defaultLimits } from '@edutrack/interchange/limits'
import type { ImportReport } from '@edutrack/interchange/model/report'
import { writeZip } from '@edutrack/interchange/zip/write-zip'
import { importIntoSchool, NoSuchSchool } from './import-into-school.ts'

const USAGE = 'npm run -s import -- FILE [--json] [--dry-run | --data FOLDER --instructor EMAIL]'

const refuse = (sentence: string): never => {
  console.error(sentence)
  process.exit(2)
}

const readArguments = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        'dry-run': { type: 'boolean', default: false },
        data: { type: 'string' },
        instructor: { type: 'string' },
      },
    })
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : String(error)}. Use: ${USAGE}`)
  }
}

/** The bytes of a file; a folder is zipped. */
const readBytes = (path: string): Uint8Array => {
  if (!existsSync(path)) return refuse(`There is no ${path}.`)
  const stat = statSync(path)
  if (!stat.isDirectory()) {
    if (stat.size > defaultLimits.packageBytes)
      return refuse(`The file is larger than ${String(defaultLimits.packageBytes / 1024 / 1024)} MB.`)
    return new Uint8Array(readFileSync(path))
  }
  return writeZip(
    filesIn(path)
      .toSorted()
      .map((file) => ({ path: relative(path, file), content: new Uint8Array(readFileSync(file)) })),
  )
}

/** Links are passed by: `readdir` of a whole tree would follow those to folders, out of the package. */
const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return filesIn(path)
    return entry.isFile() ? [path] : []
  })

const words = { imported: '   ', lossy: ' ~ ', skipped: ' × ' } as const

const tell = ({ format, items, units, files }: ImportReport): void => {
  for (const { status, type, title, reason } of items)
    console.log(`${words[status]}${type.padEnd(16)} ${title}${reason === '' ? '' : `\n      ${reason}`}`)
  const count = (status: keyof typeof words): string => String(items.filter((item) => item.status === status).length)
  console.log(
    `\n${format}: ${count('imported')} imported, ${count('lossy')} with a loss, ${count('skipped')} not; ${String(units)} units, ${String(files)} files`,
  )
}

const { values, positionals } = readArguments()
const [given] = positionals
if (given === undefined || positionals.length > 1) refuse(`One file is to be named. Use: ${USAGE}`)
if (!values['dry-run'] && (values.data === undefined || values.instructor === undefined))
  refuse(
    'Where to? Name a school with --data FOLDER and the owner of the course with --instructor EMAIL, or only look with --dry-run.',
  )
const path = resolve(process.env['INIT_CWD'] ?? '.', given ?? '')
const result = await importPackage(readBytes(path), { name: basename(path) })
if (result.outcome !== 'read') refuse(result.outcome === 'unreadable' ? result.problem : 'The work was stopped.')
else {
  let courseId: string | undefined
  if (!values['dry-run'])
    try {
      const into = {
        data: resolve(process.env['INIT_CWD'] ?? '.', values.data ?? ''),
        instructorEmail: values.instructor ?? '',
      }
      ;({ courseId } = await importIntoSchool(into, result.course))
    } catch (error) {
      if (!(error instanceof NoSuchSchool)) throw error
      refuse(error.message)
    }
  if (values.json) console.log(JSON.stringify({ ...result.report, ...(courseId === undefined ? {} : { courseId }) }))
  else {
    tell(result.report)
    if (courseId !== undefined) console.log(`It is a draft course now: /courses/${courseId}`)
  }
}
