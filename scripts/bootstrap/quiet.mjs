import { spawn } from 'node:child_process'

const MAX_OUTPUT_CHARS = 200_000

/**
 * Addresses of package servers are the user's own affair: none is printed or kept.
 * @param {string} text
 */
export const hideHosts = (text) => text.replace(/\b(https?|ftp):\/\/(?!127\.0\.0\.1|localhost)[^\s/'"]+/g, '$1://…')

/**
 * Runs a command and gives back what it said (stdout and stderr together, bounded); prints nothing.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runQuietly(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    const endWithUs = () => void child.kill()
    process.once('exit', endWithUs)
    let output = ''
    /** @param {Buffer} chunk */
    const keep = (chunk) => {
      output = (output + chunk.toString('utf8')).slice(-MAX_OUTPUT_CHARS)
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    child.once('error', (error) => resolve({ code: 127, output: error.message }))
    child.once('close', (code) => {
      process.off('exit', endWithUs)
      resolve({ code: code ?? 1, output })
    })
  })
}
