const HEADERS = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }
/** More at once than any tool's rate limit lets through. */
const BURST = 60

/** A client of the legacy era that calls tools well and badly, asks too much at once, and leaves as it should. */
export async function talkMcp(url: string, tools: readonly (readonly [name: string, args: object])[]): Promise<void> {
  const opened = await post(url, {
    id: 0,
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'boards', version: '0' } },
  })
  const session = { 'mcp-session-id': opened.headers.get('mcp-session-id') ?? '' }
  await post(url, { method: 'notifications/initialized' }, session)
  const call = (name: string, args: object) =>
    post(url, { id: 1, method: 'tools/call', params: { name, arguments: args } }, session)
  for (const [name, args] of tools) await call(name, args)
  const [first] = tools
  if (first !== undefined) {
    // Arguments the tool refuses: a result with `isError`.
    await call(first[0], { nothing: 'it knows' })
    await Promise.all(Array.from({ length: BURST }, () => call(...first)))
  }
  await fetch(url, { method: 'POST', headers: HEADERS, body: '{' }).then(drain)
  await fetch(url, { method: 'DELETE', headers: session }).then(drain)
}

const post = (url: string, message: object, headers: Readonly<Record<string, string>> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { ...HEADERS, ...headers },
    body: JSON.stringify({ jsonrpc: '2.0', ...message }),
  }).then(drain)

async function drain(response: Response): Promise<Response> {
  await response.arrayBuffer()
  return response
}
