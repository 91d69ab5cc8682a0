import type { Product } from '../support/product.ts'
import { BATCH, publish, toEvent } from '../support/publish.ts'
import { openRawStream } from '../support/rawStream.ts'
import { expect, test } from '../support/scenario.ts'

const HELLO = { op: 'hello', topics: ['*'] }

/** How often the panel has refused something at this door. */
async function countRefused(product: Product, door: string): Promise<number> {
  const metrics = await (await fetch(`${product.url}/metrics`)).text()
  const lines = metrics.match(new RegExp(`^nobet_bad_input_total\\{door="${door}".*$`, 'gm')) ?? []
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
}

/** An honest session beside it goes on getting its events. */
async function expectServing(product: Product): Promise<void> {
  const stream = await openRawStream(product.url)
  stream.send(HELLO)
  await stream.next('welcome')
  const { json } = await publish(product.url, toEvent({}))
  const [cursor] = json['cursors'] as string[]
  for (;;) {
    const frame = await stream.next('events')
    if (JSON.stringify(frame).includes(`"${cursor}"`)) break
  }
  stream.end()
}

test.describe('[BAD-1] the stream', () => {
  test('a frame that cannot be read is answered, the tenth closes', async ({ product }) => {
    const before = await countRefused(product, 'websocket')
    const stream = await openRawStream(product.url)
    stream.send(HELLO)
    await stream.next('welcome')
    stream.send('{"op":')
    expect(await stream.next('error')).toMatchObject({ code: 'bad_message' })
    stream.send({ op: 'dance' })
    expect(await stream.next('error')).toMatchObject({ code: 'bad_message' })
    for (let i = 0; i < 8; i += 1) stream.send('[]')
    expect(await stream.closed).toBe(4400)
    expect(await countRefused(product, 'websocket')).toBeGreaterThanOrEqual(before + 10)
    await expectServing(product)
  })

  test('whoever does not begin with hello, says it twice, or never, is closed', async ({ product }) => {
    const rude = await openRawStream(product.url)
    rude.send({ op: 'subscribe', id: '1', topics: ['alerts'] })
    expect(await rude.next('error')).toMatchObject({ code: 'protocol' })
    expect(await rude.closed).toBe(4400)

    const twice = await openRawStream(product.url)
    twice.send(HELLO)
    twice.send(HELLO)
    expect(await twice.next('error')).toMatchObject({ code: 'protocol' })
    expect(await twice.closed).toBe(4400)

    const silent = await openRawStream(product.url)
    expect(await silent.closed).toBe(4408)
    await expectServing(product)
  })

  test('a message over the limit, and too many of them, close; a wrong topic only refuses', async ({ product }) => {
    const large = await openRawStream(product.url)
    large.send({ ...HELLO, client: { name: 'x'.repeat(70_000), version: '1' } })
    expect(await large.closed).toBe(1009)

    const fast = await openRawStream(product.url)
    fast.send(HELLO)
    for (let i = 0; i < 200; i += 1) fast.send({ op: 'ping', id: String(i) })
    expect(await fast.closed).toBe(4429)

    const wrong = await openRawStream(product.url)
    wrong.send(HELLO)
    await wrong.next('welcome')
    wrong.send({ op: 'subscribe', id: '7', topics: ['alerts', 'modules/No Such'] })
    expect(await wrong.next('error')).toMatchObject({ code: 'unknown_topic', id: '7' })
    wrong.send({ op: 'ping', id: '8' })
    expect(await wrong.next('pong')).toMatchObject({ id: '8' })
    wrong.end()
    await expectServing(product)
  })
})

test.describe('[BAD-1] publishing', () => {
  test('what is not an event is refused and says why', async ({ product }) => {
    const before = await countRefused(product, 'publish')
    const refused = [
      [await publish(product.url, '{"specversion":'), 400],
      [await publish(product.url, { ...toEvent({}), specversion: '0.3' }), 400],
      [await publish(product.url, { ...toEvent({}), id: '' }), 400],
      [await publish(product.url, toEvent({ module: 'No Such Module' })), 400],
      [await publish(product.url, toEvent({}), 'text/plain'), 415],
      [await publish(product.url, toEvent({ data: { text: 'x'.repeat(70_000) } })), 413],
    ] as const
    for (const [answer, status] of refused) {
      expect.soft(answer.status, answer.body).toBe(status)
      expect.soft(answer.headers['content-type']).toContain('application/problem+json')
      expect.soft(answer.json['detail'] ?? answer.json['errors'], answer.body).toBeDefined()
    }
    expect(await countRefused(product, 'publish')).toBeGreaterThanOrEqual(before + refused.length)
    await expectServing(product)
  })

  test('a batch with one bad event is refused whole and says which', async ({ product }) => {
    const good = toEvent({})
    const answer = await publish(product.url, [good, { ...toEvent({}), type: '' }], BATCH)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatch(/\b1\b/)
    const page = await fetch(`${product.url}/api/v1/events?limit=1000&module=finbot`)
    expect(await page.text()).not.toContain(good.id)
  })

  test('the same event twice is one event', async ({ product }) => {
    const event = toEvent({})
    const first = await publish(product.url, event)
    const again = await publish(product.url, [event, event], BATCH)
    expect([first.status, again.status]).toEqual([202, 202])
    const [cursor] = first.json['cursors'] as string[]
    expect(again.json).toEqual({ cursors: [cursor, cursor] })
  })
})
