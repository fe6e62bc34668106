import { wrap } from 'comlink'
import type { PackageWorker } from './package-worker.ts'

/** Work on one package, in a worker of its own that ends with it. Rejects where the worker breaks, as when a package takes all memory. */
export const withPackageWorker = async <Result>(
  createWorker: () => Worker,
  work: (worker: PackageWorker) => Promise<Result>,
): Promise<Result> => {
  const worker = createWorker()
  try {
    const broken = new Promise<never>((_resolve, reject) => {
      worker.addEventListener('error', ({ message }) => reject(new Error(`The worker has broken: ${message}`)))
    })
    return await Promise.race([work(wrap<PackageWorker>(worker) as PackageWorker), broken])
  } finally {
    worker.terminate()
  }
}
