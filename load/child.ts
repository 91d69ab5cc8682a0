import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'

/** A process of the bench and the messages it tells. */
export interface Child<To, From extends { readonly told: string }> {
  readonly send: (message: To) => void
  readonly next: <T extends From['told']>(told: T) => Promise<Extract<From, { told: T }>>
  readonly end: () => Promise<void>
}

export function startChild<To extends object, From extends { readonly told: string }>(
  file: string,
  args: readonly string[] = [],
): Child<To, From> {
  const process = fork(file, [...args], { execArgv: ['--expose-gc', '--max-old-space-size=4096'] })
  return {
    send: (message) => void process.send(message),
    next: (told) => nextMessage<From>(process, told) as Promise<never>, // told decides which member of From it is
    end: async () => {
      if (process.exitCode !== null) return
      const gone = once(process, 'exit')
      process.kill('SIGKILL')
      await gone
    },
  }
}

function nextMessage<From extends { readonly told: string }>(process: ChildProcess, told: string): Promise<From> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`the process ended (${code}) before it told "${told}"`))
    const onMessage = (message: unknown) => {
      const one = message as From // the other end is our own file with the same types
      if (one.told !== told) return
      process.off('message', onMessage)
      process.off('exit', onExit)
      resolve(one)
    }
    process.on('message', onMessage)
    process.once('exit', onExit)
  })
}
