import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './run-command.ts'

/** Workspaces that are not shipped. Shipped are all others, and what they need when they run. */
const NOT_SHIPPED = new Set(['e2e', 'tools'])

/** Permissive licences, and weak copyleft that asks nothing of what uses a package unchanged. No GPL, no AGPL, nothing unknown. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'LGPL-3.0-or-later',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
  'W3C',
  'WTFPL',
  'Zlib',
])

/** Whether an SPDX expression leaves a choice that is allowed: `(MIT OR GPL-3.0)` does, `MIT AND GPL-3.0` does not. */
export const isLicenceAllowed = (expression: string): boolean => {
  const inner = /^\((.*)\)$/.exec(expression.trim())?.[1]
  if (inner !== undefined && !inner.includes('(')) return isLicenceAllowed(inner)
  if (expression.includes(' OR ')) return expression.split(' OR ').some(isLicenceAllowed)
  if (expression.includes(' AND ')) return expression.split(' AND ').every(isLicenceAllowed)
  return ALLOWED.has(expression.trim())
}

interface LockedPackage {
  readonly license?: string
  readonly link?: boolean
  readonly resolved?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}
export type LockedPackages = Readonly<Record<string, LockedPackage>>

/** Places in the lock file of all that these workspaces need when they run, found as Node finds them. */
export const placesOfProduct = (packages: LockedPackages, workspaces: readonly string[]): readonly string[] => {
  const places = new Set<string>()
  const visit = (place: string): void => {
    if (places.has(place)) return
    places.add(place)
    const { dependencies, optionalDependencies, peerDependencies } = packages[place] ?? {}
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
      const found = placeOf(packages, place, name)
      if (found !== undefined) visit(found)
    }
  }
  for (const workspace of workspaces) visit(workspace)
  return [...places].filter((place) => place.includes('node_modules/'))
}

const placeOf = (packages: LockedPackages, from: string, name: string): string | undefined => {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
    const place = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`
    const found = packages[place]
    if (found !== undefined) return found.link === true ? found.resolved : place
    if (folder === '') return undefined
  }
}

/** What a package says of itself: the lock file tells most, old packages say it in other fields. */
const licenceOf = (packages: LockedPackages, place: string): string => {
  const locked = packages[place]?.license
  if (locked !== undefined) return locked
  const file = join(projectRoot, place, 'package.json')
  if (!existsSync(file)) return 'not installed'
  const { license, licenses } = JSON.parse(readFileSync(file, 'utf8')) as {
    license?: string | { type: string }
    licenses?: readonly { type: string }[]
  }
  if (typeof license === 'string') return license
  const named = license?.type ?? licenses?.map(({ type }) => type).join(' OR ')
  if (named !== undefined) return named
  const folder = join(projectRoot, place)
  const ofText = licenceOfText(textBeside(folder, /^licen[cs]e(\.|$)/i))
  return ofText === 'unknown' ? licenceOfReadme(textBeside(folder, /^readme(\.|$)/i)) : ofText
}

const textBeside = (folder: string, pattern: RegExp): string => {
  const file = readdirSync(folder).find((name) => pattern.test(name))
  return file === undefined ? '' : readFileSync(join(folder, file), 'utf8')
}

/** A readme's heading for the licence with its name alone below. */
export const licenceOfReadme = (text: string): string =>
  /^#+ *licen[cs]e\s*\n\s*([\w.-]+)\s*$/im.exec(text)?.[1] ?? 'unknown'

/** A package that names no licence may carry its text: the one of MIT is known by its grant and its only condition. */
export const licenceOfText = (text: string): string => {
  const words = text.replaceAll(/\s+/g, ' ')
  const isMit =
    words.includes('Permission is hereby granted, free of charge, to any person obtaining a copy') &&
    words.includes('The above copyright notice and this permission notice shall be included')
  return isMit ? 'MIT' : 'unknown'
}

export const checkLicences = async (): Promise<boolean> => {
  const { packages } = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8')) as {
    packages: LockedPackages
  }
  const { workspaces } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
    workspaces: readonly string[]
  }
  const product = workspaces.filter((workspace) => !NOT_SHIPPED.has(workspace))
  const licences = placesOfProduct(packages, product).map((place) => ({ place, licence: licenceOf(packages, place) }))
  const bad = licences.filter(({ licence }) => !isLicenceAllowed(licence))
  for (const { place, licence } of bad)
    console.error(`${place}: ${licence}: the product may not stand on it; see tools/licences.ts for what it may`)
  const counts = Map.groupBy(licences, ({ licence }) => licence)
  const told = [...counts]
    .sort((a, b) => b[1].length - a[1].length)
    .map(([name, all]) => `${name} ${String(all.length)}`)
  console.log(`licences of the product's ${String(licences.length)} packages: ${told.join(', ')}`)
  return bad.length === 0
}
