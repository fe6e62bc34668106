import type { Losses } from '#losses.ts'
import type { Resource } from '#manifest/read-manifest.ts'
import type { PackageUnit } from '#model/course-package.ts'
import { asQti2 } from '#qti/qti-tree.ts'
import { readTestUnit, takeQtiItem } from '#qti/take-qti.ts'
import type { XmlElement } from '#xml/xml-node.ts'
import type { CartridgeScope } from './read-cartridge.ts'

/**
 * The copy in QTI 3 that lies beside a quiz, where there is one: it holds what the quiz’s own file can’t. Undefined where there is none.
 */
export const readQuizCopy = async (
  resource: Resource,
  id: string,
  scope: CartridgeScope,
  losses: Losses,
): Promise<PackageUnit | undefined> => {
  for (const place of helpersOf(resource, scope)) {
    const test = place.path?.endsWith('.xml') === true ? await scope.readXml(place.path) : undefined
    if (test === undefined || place.path === undefined || asQti2({ ...test, children: [] }).name !== 'assessmentTest')
      continue
    scope.consumed.add(place.path)
    await takeItems(place, scope)
    return readTestUnit(test, id, place.path, { ...scope, idsAt: scope.itemsAt }, losses)
  }
  return undefined
}

export const isItem = (root: XmlElement): boolean => asQti2({ ...root, children: [] }).name === 'assessmentItem'

/** Takes the items of QTI 3 that lie beside a bank; whether there were any. */
export const takeBankCopy = async (resource: Resource, scope: CartridgeScope): Promise<boolean> => {
  let isFound = false
  for (const place of helpersOf(resource, scope)) isFound = (await takeItems(place, scope)) || isFound
  return isFound
}

const helpersOf = (resource: Resource, { resourceOf }: CartridgeScope): readonly Resource[] => [
  ...resource.dependencies.flatMap((id) => resourceOf(id) ?? []),
  resource,
]

const takeItems = async (resource: Resource, scope: CartridgeScope): Promise<boolean> => {
  let isFound = false
  for (const path of new Set([...(resource.path === undefined ? [] : [resource.path]), ...resource.files])) {
    if (!path.endsWith('.xml')) continue
    const root = await scope.readXml(path)
    if (root === undefined || !isItem(root)) continue
    isFound = true
    scope.consumed.add(path)
    if (scope.itemsAt.has(path)) continue
    const taken = await takeQtiItem(root, path, scope.newQuestionId, scope)
    scope.addQuestions(taken)
    scope.itemsAt.set(
      path,
      taken.map((question) => question.id),
    )
  }
  return isFound
}
