import { expect, test } from 'vitest'
import { isLicenceAllowed, licenceOfReadme, licenceOfText, placesOfProduct, type LockedPackages } from './licences.ts'

test('a licence is allowed where a choice of it is: no GPL, no AGPL, nothing unknown', () => {
  for (const good of ['MIT', '(MIT OR GPL-3.0-or-later)', 'MIT AND Apache-2.0', '(MPL-2.0 OR Apache-2.0)'])
    expect(isLicenceAllowed(good), good).toBe(true)
  for (const bad of ['GPL-3.0', 'AGPL-3.0-only', 'MIT AND GPL-2.0', 'SEE LICENSE IN LICENSE', 'unknown', ''])
    expect(isLicenceAllowed(bad), bad).toBe(false)
})

test('what the product needs when it runs is found as Node finds it, and what only its making needs is not', () => {
  const packages: LockedPackages = {
    server: { dependencies: { a: '1', lib: '1' } },
    lib: { dependencies: { b: '1' } },
    tools: { dependencies: { sink: '1' } },
    'node_modules/lib': { link: true, resolved: 'lib' },
    'node_modules/a': { dependencies: { c: '2' }, optionalDependencies: { 'not-for-here': '1' } },
    'node_modules/a/node_modules/c': {},
    'node_modules/b': { peerDependencies: { c: '1' } },
    'node_modules/c': {},
    'node_modules/sink': {},
  }
  expect(placesOfProduct(packages, ['server']).toSorted()).toEqual([
    'node_modules/a',
    'node_modules/a/node_modules/c',
    'node_modules/b',
    'node_modules/c',
  ])
})

test('a licence that only its text tells is known if it is MIT', () => {
  const grant = 'Permission is hereby granted, free of charge, to any person\nobtaining a copy of this software'
  const condition = 'The above copyright notice and this permission notice\nshall be included in all copies'
  expect(licenceOfText(`Copyright (c) 2020\n${grant} …\n${condition}`)).toBe('MIT')
  expect(licenceOfText(grant)).toBe('unknown')
  expect(licenceOfText('')).toBe('unknown')
})

test('a readme may name it, if nothing else does', () => {
  expect(licenceOfReadme('# Errors\n\n## License\n\nMIT\n')).toBe('MIT')
  expect(licenceOfReadme('## License\n\nAsk the author, MIT may do.\n')).toBe('unknown')
  expect(licenceOfReadme('It is MIT.')).toBe('unknown')
})
