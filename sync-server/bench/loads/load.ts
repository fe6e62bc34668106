import type { Figure } from '@edutrack/tools/bench/figure'
import type { BenchSchool } from '../world/bench-school.ts'
import type { ServerProcess } from '../world/server-process.ts'

/** Measures one thing; each on a server and a school of its own. */
export interface Load {
  readonly name: string
  /** What the school must hold. */
  readonly school: { readonly learners: number; readonly catalogue: number }
  run(world: World): Promise<readonly Figure[]>
}

interface World {
  readonly school: BenchSchool
  readonly server: ServerProcess
  /** The least that could do the same, in the same minute on the same machine. */
  readonly bare: ServerProcess
}
