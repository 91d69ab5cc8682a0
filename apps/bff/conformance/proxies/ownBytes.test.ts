// Memory is used again for later answers: whatever comes in whatever order, each answer must be nobody else's.
import { type IncomingMessage, request as ask } from 'node:http'
import { beforeAll, expect, test } from 'vitest'
import { type Outside, startOutside } from '../outsider.fixture.ts'
import { onFileFinished, startRecorder } from './proxies.fixture.ts'

const ASKERS = 24
const MANY = 40
/** Soon over: who takes no byte for ten seconds is let go. */
const SOME = 5
const QUESTIONS = 200
const PIECE_BYTES = 30_000
/** More than the buffers of a connection between two processes take. */
const HUGE_REPEATS = 250_000

let at: Outside
beforeAll(async () => {
  const upstream = await startRecorder()
  upstream.answer(({ path }, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    const body = toBody(path)
    for (let from = 0; from < body.length; from += PIECE_BYTES) response.write(body.slice(from, from + PIECE_BYTES))
    response.end()
  })
  // Small enough that answers are let go of all the time.
  at = await startOutside({ NOBET_PROMETHEUS_URL: upstream.url, NOBET_UPSTREAM_CACHE_BYTES: '2MiB' })
  onFileFinished(() => at.panel.stop())
})

const toPath = (number: number, size = '') => `/api/v1/query?query=q${number}${size}`

/** Of a few bytes, or of many kilobytes, and of nobody else. */
function toBody(path: string): string {
  const number = Number(/q(\d+)/.exec(path)?.[1])
  const repeats = path.endsWith('huge') ? HUGE_REPEATS : 1 + (number % 7) ** 2 * 200
  return JSON.stringify({ status: 'success', data: `${path} `.repeat(repeats) })
}

/** The answer as soon as its head is there; nothing of the rest is read before somebody does. */
const begin = (path: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const asked = ask(new URL(`api/prometheus${path}`, at.url), { agent: false }, resolve)
    asked.on('error', reject)
    asked.end()
  })

async function readRest(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer) // no encoding was set
  return Buffer.concat(chunks).toString()
}

const isOwn = async (path: string): Promise<boolean> => (await readRest(await begin(path))) === toBody(path)

async function askMuch(each: number): Promise<readonly string[]> {
  const wrong: string[] = []
  const loop = async (asker: number) => {
    for (let count = 0; count < each; count += 1) {
      const path = toPath((asker * 31 + count * 17) % QUESTIONS)
      if ((asker + count) % 11 === 0) (await begin(path)).destroy()
      else if (!(await isOwn(path))) wrong.push(path)
    }
  }
  await Promise.all(Array.from({ length: ASKERS }, (_none, asker) => loop(asker)))
  return wrong
}

test('each answer is that of its own question, whoever leaves or asks the same', async () => {
  expect(await askMuch(MANY)).toEqual([])
})

test('who takes an answer later than others who share it still gets it', async () => {
  const path = toPath(1, 'huge')
  const [late, own] = await Promise.all([begin(path), isOwn(path)])
  expect([own, await askMuch(SOME)]).toEqual([true, []])
  expect((await readRest(late)) === toBody(path)).toBe(true)
})
