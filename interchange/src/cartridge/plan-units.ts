import type { Manifest, OutlineItem, Resource } from '#manifest/read-manifest.ts'
import { createIds } from '#model/ids.ts'
import { roleOf } from './resource-role.ts'

/** A place in the course for a resource of the cartridge. */
export interface PlannedUnit {
  readonly id: string
  readonly title: string
  readonly resource: Resource
}
export interface PlannedModule {
  readonly title: string
  readonly units: readonly PlannedUnit[]
}
export interface CoursePlan {
  readonly modules: readonly PlannedModule[]
  /** Lines of the outline that lead to nothing. */
  readonly empty: readonly { readonly id: string; readonly title: string; readonly isMissing: boolean }[]
  /** By path of a resource’s main file: the unit that it becomes. */
  readonly unitAt: ReadonlyMap<string, string>
  /** Of these, units to which a text can link. A file is shown where it is named, although a unit is made of it too. */
  readonly linkAt: ReadonlyMap<string, string>
}

const units = new Set(['quiz', 'web-link', 'discussion', 'tool', 'assignment', 'page', 'file', 'unknown', 'associated'])
/** What is a unit although the outline doesn’t name it. */
const unitsWithoutOutline = new Set(['quiz', 'web-link', 'discussion', 'tool', 'assignment', 'page', 'unknown'])

/**
 * The course that an outline draws: what stands at its top becomes modules, folders within modules become modules after them, and what the outline leaves out stands at
 * the end. `isHidden` resources belong to others.
 */
export const planUnits = (manifest: Manifest, title: string, isHidden: (resource: Resource) => boolean): CoursePlan => {
  const newId = createIds('unit-')
  const byId = new Map(manifest.resources.map((resource) => [resource.id, resource]))
  const placed = new Set<string>()
  const modules: { title: string; units: PlannedUnit[] }[] = []
  const empty: { id: string; title: string; isMissing: boolean }[] = []
  let loose: { title: string; units: PlannedUnit[] } | undefined

  const place = (item: OutlineItem, module: { units: PlannedUnit[] }): void => {
    const resource = byId.get(item.resourceId ?? '')
    if (resource === undefined) {
      empty.push({ id: item.id, title: item.title, isMissing: true })
      return
    }
    if (!units.has(roleOf(resource))) return
    placed.add(resource.id)
    module.units.push({ id: newId(resource.id), title: item.title, resource })
  }
  const open = (name: string): { title: string; units: PlannedUnit[] } => {
    const module = { title: name.slice(0, 200) || title, units: [] }
    modules.push(module)
    return module
  }
  const visit = (item: OutlineItem, parents: readonly string[]): void => {
    if (item.resourceId !== undefined) {
      loose ??= open(title)
      place(item, loose)
    } else loose = undefined
    if (item.children.length === 0) {
      if (item.resourceId === undefined) empty.push({ id: item.id, title: item.title, isMissing: false })
      return
    }
    const names = [...parents, item.title].filter((name) => name !== '')
    let module: { title: string; units: PlannedUnit[] } | undefined
    for (const child of item.children) {
      if (child.children.length > 0) {
        visitFolder(child, names)
        module = undefined
      } else if (child.resourceId === undefined) empty.push({ id: child.id, title: child.title, isMissing: false })
      else {
        module ??= open(names.join(' · '))
        place(child, module)
      }
    }
    loose = undefined
  }
  const visitFolder = (item: OutlineItem, names: readonly string[]): void => {
    // A page that has others under it stands before them.
    if (item.resourceId !== undefined) place(item, open([...names, item.title].join(' · ')))
    const { resourceId: _resourceId, ...folder } = item
    visit(folder, names)
  }
  for (const item of manifest.outline) {
    if (item.children.length > 0 && item.resourceId !== undefined) visitFolder(item, [])
    else visit(item, [])
  }
  const rest = manifest.resources.filter(
    (resource) => !placed.has(resource.id) && !isHidden(resource) && unitsWithoutOutline.has(roleOf(resource)),
  )
  if (rest.length > 0) {
    const module = open(modules.length === 0 ? title : 'Not in the outline')
    for (const resource of rest) module.units.push({ id: newId(resource.id), title: '', resource })
  }
  const planned = modules.filter((module) => module.units.length > 0)
  const byPath = planned.flatMap((module) =>
    module.units.map((unit) => [unit.resource.path ?? unit.resource.files[0] ?? '', unit] as const),
  )
  return {
    modules: planned,
    empty,
    unitAt: new Map(byPath.map(([path, { id }]) => [path, id])),
    linkAt: new Map(
      byPath.filter(([, { resource }]) => roleOf(resource) !== 'file').map(([path, { id }]) => [path, id]),
    ),
  }
}
