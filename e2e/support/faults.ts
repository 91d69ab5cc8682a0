import type { Page } from '@playwright/test'

declare global {
  interface Window {
    /** Called by the page for each breach of its content security policy. */
    tellViolation?: (text: string) => void
  }
}

/** What went wrong in a page and nobody should ever see: console errors, uncaught errors, breaches of the policy. */
export async function watchFaults(page: Page): Promise<readonly string[]> {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.stack ?? error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()} ${message.location().url}`)
  })
  await page.exposeFunction('tellViolation', (text: string) => void faults.push(`policy: ${text}`))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      window.tellViolation?.(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`),
    )
  })
  return faults
}
