import { ask } from './ask.ts'

const VERSION = '2025-11-25'
const HEADERS = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }

/** Calls one tool of a module so often, as a client with a session does; what came of the last one. */
export async function callTool(url: string, name: string, input: object, times: number): Promise<string> {
  const send = (method: string, params: object, headers: Readonly<Record<string, string>> = {}) =>
    ask(url, {
      method: 'POST',
      headers: { ...HEADERS, ...headers },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    })
  const client = { name: 'a-scenario', version: '1' }
  const opened = await send('initialize', { protocolVersion: VERSION, capabilities: {}, clientInfo: client })
  const session = String(opened.headers['mcp-session-id'] ?? '')
  const headers = { 'mcp-session-id': session, 'mcp-protocol-version': VERSION }
  let last = opened.body
  for (let n = 0; n < times; n += 1) {
    last = (await send('tools/call', { name, arguments: input }, headers)).body
  }
  await ask(url, { method: 'DELETE', headers: { ...HEADERS, ...headers } })
  return last
}
