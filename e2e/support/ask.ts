import { request } from 'node:http'

export interface Asked {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
  /** The body as an object, empty when it is not JSON. */
  readonly json: Readonly<Record<string, unknown>>
}

export interface Question {
  readonly method?: string
  /** Also those a browser or `fetch` would not let one set, as `host`. */
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** One request with exactly these headers. */
export function ask(url: string, { method = 'GET', headers = {}, body }: Question = {}): Promise<Asked> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent: false }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => void parts.push(part))
      answer.on('error', reject)
      answer.on('end', () => {
        const text = Buffer.concat(parts).toString()
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text, json: toObject(text) })
      })
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

function toObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}
