import { spawn } from 'node:child_process'

const TERM_GRACE_MS = 6_000

/**
 * @typedef {{ code: number | null, signal: NodeJS.Signals | null }} Exit
 * @typedef {object} Child
 * @property {string} name
 * @property {number} pid
 * @property {import('node:child_process').ChildProcess} process
 * @property {Promise<Exit>} exited
 * @property {() => boolean} running
 * @property {() => Promise<void>} end SIGTERM, and SIGKILL when that is not heeded
 */

/**
 * Owns every process a command starts, so that none outlives it. Children stay in the command's process group:
 * a Ctrl-C or a kill of the whole group reaches them too.
 * @param {{ graceMs?: number }} [options]
 */
export function createChildren({ graceMs = TERM_GRACE_MS } = {}) {
  /** @type {Set<Child>} */
  const live = new Set()
  let ending = false

  /**
   * @param {string} name
   * @param {string} command
   * @param {readonly string[]} args
   * @param {import('node:child_process').SpawnOptions} [options]
   * @returns {Child}
   */
  function start(name, command, args, options = {}) {
    if (ending) throw new Error(`${name} not started: the command is ending`)
    const process = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options })
    const child = toChild(name, process, graceMs)
    live.add(child)
    void child.exited.then(() => live.delete(child))
    return child
  }

  return {
    start,
    /**
     * Runs a command to its end; the value is its exit code, 1 when a signal ended it.
     * @param {string} name
     * @param {string} command
     * @param {readonly string[]} args
     * @param {import('node:child_process').SpawnOptions} [options]
     */
    async run(name, command, args, options) {
      const { code } = await start(name, command, args, options).exited
      return code ?? 1
    },
    ending: () => ending,
    /** Ends all at once and waits until the last is gone; after that nothing more can be started. */
    async endAll() {
      ending = true
      await Promise.all([...live].map((child) => child.end()))
    },
    /** For an impatient second Ctrl-C. */
    killAll() {
      ending = true
      for (const child of live) child.process.kill('SIGKILL')
    },
  }
}

/**
 * @param {string} name
 * @param {import('node:child_process').ChildProcess} process
 * @param {number} graceMs
 * @returns {Child}
 */
function toChild(name, process, graceMs) {
  let running = true
  /** @type {Promise<Exit>} */
  const exited = new Promise((resolve) => {
    /** @param {Exit} exit */
    const settle = (exit) => {
      running = false
      resolve(exit)
    }
    process.once('error', (error) => {
      if (process.pid === undefined) {
        console.error(`${name} could not be started: ${error.message}`)
        settle({ code: 127, signal: null })
      }
    })
    process.once('exit', (code, signal) => settle({ code, signal }))
  })
  return {
    name,
    pid: process.pid ?? -1,
    process,
    exited,
    running: () => running,
    async end() {
      if (!running) return
      process.kill('SIGTERM')
      const timer = setTimeout(() => process.kill('SIGKILL'), graceMs)
      await exited
      clearTimeout(timer)
    },
  }
}
