import { test as base } from '@playwright/test'
import { type AlertWorld, startAlertWorld } from './alertWorld.ts'
import { type Product, type ProductOptions, startProduct } from './product.ts'
import { type Stack, startStack } from './stack.ts'
import { startTroubledProxy, type TroubledProxy } from './troubledProxy.ts'

interface Fixtures {
  /** Starts a product of this test's own, to be broken at will. */
  readonly startOwn: (options?: ProductOptions) => Promise<Product>
  /** Puts a faulty proxy before a product. */
  readonly startProxy: (product: Product) => Promise<TroubledProxy>
}

interface WorkerFixtures {
  /** One product for all tests of a worker: tests that use it leave it as they found it. */
  readonly product: Product
  /** The product beside real servers, one for all tests of the project `stack`, which leave it as they found it. */
  readonly stack: Stack
  /** Panels beside an Alertmanager that is told what the tests like; they leave it with no open alert. */
  readonly alertWorld: AlertWorld
}

export { expect } from '@playwright/test'

export const test = base.extend<Fixtures, WorkerFixtures>({
  product: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures needed from this pattern
    async ({}, use) => {
      const product = await startProduct()
      await use(product)
      await product.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  stack: [
    // oxlint-disable-next-line no-empty-pattern -- as above
    async ({}, use, { workerIndex }) => {
      const stack = await startStack(`stack-${workerIndex}`)
      await use(stack)
      await stack.stop()
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  alertWorld: [
    // oxlint-disable-next-line no-empty-pattern -- as above
    async ({}, use) => {
      const world = await startAlertWorld()
      await use(world)
      await world.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  // oxlint-disable-next-line no-empty-pattern -- as above
  startOwn: async ({}, use) => {
    const started: Product[] = []
    await use(async (options) => {
      const product = await startProduct(options)
      started.push(product)
      return product
    })
    await Promise.all(started.map((product) => product.stop()))
  },
  // oxlint-disable-next-line no-empty-pattern -- as above
  startProxy: async ({}, use) => {
    const started: TroubledProxy[] = []
    await use(async (product) => {
      const proxy = await startTroubledProxy(product.port)
      started.push(proxy)
      return proxy
    })
    await Promise.all(started.map((proxy) => proxy.stop()))
  },
})
