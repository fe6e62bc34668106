import { buildAppIfStale } from '@edutrack/tools/build-app'
import { findChromium, HOW_TO_GET_CHROMIUM } from '@edutrack/tools/services/find-chromium'

/** Journeys run on the built app, as it is now, in a real browser. */
export const setup = async (): Promise<void> => {
  if (findChromium() === undefined) throw new Error(HOW_TO_GET_CHROMIUM)
  if (!(await buildAppIfStale())) throw new Error('the app could not be built, so no journey can run')
}
