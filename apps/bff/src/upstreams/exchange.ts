import type { Dispatcher } from 'undici'
import type { Clock } from '../clock.ts'
import type { ByteBudget } from './byteBudget.ts'
import { type Bytes, toBytes } from './bytes.ts'
import type { LeaveSignal } from './leaving.ts'
import type { UpstreamLimits } from './limits.ts'
import type { Pages } from './pages.ts'

/** What came of one request on the wire. */
export type Exchanged =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      readonly bytes: Bytes
      readonly observedAt: number
      /** Monotonic milliseconds of the same moment: when its headers came. */
      readonly at: number
    }
  | { readonly kind: 'timeout'; readonly phase: Phase; readonly reason: string }
  /** No answer at all; `wasSent`: the upstream may have seen the request. */
  | { readonly kind: 'refused'; readonly reason: string; readonly wasSent: boolean }
  | { readonly kind: 'tooLarge' | 'badPayload'; readonly reason: string }
  | { readonly kind: 'cancelled' }

type Phase = 'connect' | 'headers' | 'body'

export interface ExchangeDeps {
  readonly clock: Clock
  readonly dispatcher: Pick<Dispatcher, 'dispatch'>
  readonly limits: Pick<UpstreamLimits, 'connectTimeout' | 'headersTimeout' | 'bodyTimeout' | 'maxBytes'>
  readonly bytes: ByteBudget
  /** What the dispatcher's sockets read into. */
  readonly pages: Pages
}

/**
 * Sends one request and reads its answer whole, each phase within its own budget. The budgets are of elapsed time, not
 * of silence: an answer that trickles for ever ends too. The request is told upstream as over when `signal` fires.
 */
export function exchange(
  deps: ExchangeDeps,
  request: Dispatcher.DispatchOptions,
  signal: LeaveSignal,
): Promise<Exchanged> {
  if (signal.aborted) return Promise.resolve({ kind: 'cancelled' })
  return new Promise((resolve) => {
    const reading = new Reading(deps, signal, resolve)
    try {
      deps.dispatcher.dispatch(request, reading)
    } catch (error) {
      reading.onResponseError(undefined, error instanceof Error ? error : new Error(String(error)))
    }
  })
}

/** The handler undici calls back; settled once, whatever comes after. */
class Reading implements Dispatcher.DispatchHandler {
  #controller: Dispatcher.DispatchController | undefined
  #phase: Phase = 'connect'
  #cancelTimer: () => void
  #settled = false
  #status = 0
  #headers: Record<string, string> = {}
  #observedAt = 0
  #at = 0
  #chunks: Buffer[] = []
  #length = 0
  readonly #deps: ExchangeDeps
  readonly #signal: LeaveSignal
  readonly #resolve: (result: Exchanged) => void
  readonly #onAbort = () => this.#end({ kind: 'cancelled' })

  constructor(deps: ExchangeDeps, signal: LeaveSignal, resolve: (result: Exchanged) => void) {
    this.#deps = deps
    this.#signal = signal
    this.#resolve = resolve
    signal.addEventListener('abort', this.#onAbort)
    this.#cancelTimer = this.#limit('connect', deps.limits.connectTimeout)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#settled) return controller.abort(LEFT)
    this.#turnTo('headers', this.#deps.limits.headersTimeout)
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    if (this.#settled || status < 200) return
    this.#status = status
    this.#headers = toPlain(headers)
    this.#observedAt = this.#deps.clock.now()
    this.#at = this.#deps.clock.monotonic()
    const { maxBytes, bodyTimeout } = this.#deps.limits
    if (Number(this.#headers['content-length'] ?? 0) > maxBytes) return this.#end(tooLarge(maxBytes))
    this.#turnTo('body', bodyTimeout)
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#settled) return
    const { limits, bytes } = this.#deps
    if (this.#length + chunk.length > limits.maxBytes) return this.#end(tooLarge(limits.maxBytes))
    if (!bytes.take(chunk.length)) return this.#end(NO_ROOM)
    this.#length += chunk.length
    this.#chunks.push(chunk)
  }

  onResponseEnd(): void {
    const answer = { status: this.#status, headers: this.#headers, observedAt: this.#observedAt, at: this.#at }
    this.#end({ kind: 'answer', ...answer, bytes: toBytes(this.#chunks, this.#deps.pages) })
  }

  onResponseError(_controller: Dispatcher.DispatchController | undefined, error: Error): void {
    this.#end(judgeError(error, this.#phase))
  }

  #turnTo(phase: Phase, ms: number): void {
    this.#cancelTimer()
    this.#phase = phase
    this.#cancelTimer = this.#limit(phase, ms)
  }

  #limit(phase: Phase, ms: number): () => void {
    return this.#deps.clock.setTimer(() => this.#end({ kind: 'timeout', phase, reason: `${LATE[phase]} ${ms} ms` }), ms)
  }

  #end(result: Exchanged): void {
    if (this.#settled) return
    this.#settled = true
    this.#cancelTimer()
    this.#signal.removeEventListener('abort', this.#onAbort)
    this.#deps.bytes.give(this.#length)
    this.#chunks = []
    if (result.kind !== 'answer') this.#controller?.abort(LEFT)
    this.#resolve(result)
  }
}

const LEFT = new Error('nobody waits for the answer')

const LATE: Readonly<Record<Phase, string>> = {
  connect: 'no connection within',
  headers: 'no answer within',
  body: 'the answer was not whole within',
}

const tooLarge = (maxBytes: number): Exchanged => ({
  kind: 'tooLarge',
  reason: `the answer has more than ${maxBytes} bytes`,
})
const NO_ROOM: Exchanged = { kind: 'tooLarge', reason: 'the panel reads too many large answers at once' }

/** undici's codes of an answer that is not HTTP, or not the HTTP that was announced. */
const NOT_HTTP = /^(HPE_|UND_ERR_(RES_|HEADERS_OVERFLOW|RESPONSE))/

function judgeError(error: Error, phase: Phase): Exchanged {
  const code = codeOf(error)
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return { kind: 'timeout', phase: 'connect', reason: 'no connection in time' }
  if (NOT_HTTP.test(code) || error.name === 'HTTPParserError') {
    return { kind: 'badPayload', reason: `the answer is not HTTP as announced${code === '' ? '' : ` (${code})`}` }
  }
  if (phase === 'body') return { kind: 'badPayload', reason: 'the answer broke off before its body was whole' }
  const reason = error.message === '' ? code : error.message
  return {
    kind: 'refused',
    reason: code === '' || reason.includes(code) ? reason : `${reason} (${code})`,
    wasSent: phase === 'headers',
  }
}

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : '')

/** A repeated header is one value; `set-cookie` is left out, no cookie of an upstream is anybody's here. */
function toPlain(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const plain: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || name === 'set-cookie') continue
    plain[name] = typeof value === 'string' ? value : value.join(', ')
  }
  return plain
}
