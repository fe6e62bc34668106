import { defaultExclude, defineConfig } from 'vitest/config'
import { whatClusterLacks } from './tools/cluster/what-cluster-lacks.ts'
import { findChromium, HOW_TO_GET_CHROMIUM } from './tools/services/find-chromium.ts'

/** Tests of adapters against the real service (or its stand-in). */
const onServices = ['sync-server/src/**/*.{mongo,redis,s3,smtp}.test.ts']

/** On CI a missing browser is a failure: else journeys would be skipped for ever unseen. */
const areJourneysSkipped = findChromium() === undefined && process.env['CI'] !== 'true'
if (areJourneysSkipped) process.emitWarning(`Skipped: the journeys in a browser. ${HOW_TO_GET_CHROMIUM}`)

/** Journeys that stand for all others where the school is a cluster: a learner's whole way without a network, and what two teachers wrote apart. */
const onCluster = ['e2e/journeys/{author-course,offline-course,clash-of-teachers}.test.ts']
const lacking = whatClusterLacks()
const areClusterJourneysSkipped = areJourneysSkipped || (lacking.length > 0 && process.env['CI'] !== 'true')
if (areClusterJourneysSkipped && !areJourneysSkipped)
  process.emitWarning(`Skipped: the journeys on a cluster, for ${lacking.join(', ')}; see \`npm run services\`.`)

/** How long a slow machine may take for a journey; nothing waits for it elsewhere. */
const patient = { testTimeout: 300_000, hookTimeout: 180_000, expect: { poll: { timeout: 60_000 } } }
/** Machines of a CI stand still for seconds: what meets the world outside of its process is tried once more there, and the report says which was. */
const retry = process.env['CI'] === 'true' ? 1 : 0

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'shared-schema/src/**/*.test.ts',
            'interchange/src/**/*.test.ts',
            'sync-server/{src,bench}/**/*.test.ts',
            'pwa/src/**/*.test.{ts,tsx}',
            'tools/**/*.test.ts',
          ],
          exclude: [...defaultExclude, ...onServices],
          testTimeout: 30_000,
          // Styles are empty in tests but for the tokens, whose contrast is computed.
          css: { include: [/tokens\.css/] },
        },
      },
      {
        test: {
          name: 'services',
          include: onServices,
          globalSetup: ['tools/services/vitest-services.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          retry,
          // What takes milliseconds may take seconds while databases start beside it.
          expect: { poll: { timeout: 10_000 } },
          // They measure times and pause servers, so nothing else runs beside them.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'cluster',
          include: ['e2e/cluster/**/*.test.ts'],
          retry,
          // Servers, services and balancers as processes: nothing else runs beside them.
          fileParallelism: false,
          sequence: { groupOrder: 3 },
        },
      },
      {
        test: {
          name: 'simulation',
          include: ['e2e/simulation/**/*.test.ts', 'e2e/mutants/mutants.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'journeys',
          include: areJourneysSkipped ? [] : ['e2e/{journeys,world}/**/*.test.ts'],
          globalSetup: ['e2e/world/prepare-journeys.ts'],
          ...patient,
          retry,
          // One Chromium and one server at a time: two cores can't carry more without making timings lie.
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'cluster-journeys',
          include: areClusterJourneysSkipped ? [] : onCluster,
          env: { EDUTRACK_JOURNEYS_ON: 'cluster' },
          globalSetup: ['e2e/world/prepare-journeys.ts'],
          ...patient,
          retry,
          fileParallelism: false,
          sequence: { groupOrder: 4 },
        },
      },
    ],
  },
})
