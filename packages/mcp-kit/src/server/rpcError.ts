const CODES: Readonly<Record<number, number>> = { 400: -32_600, 413: -32_600, 500: -32_603 }
const SERVER_ERROR = -32_000

/** A JSON-RPC error that belongs to no request, under an HTTP status. */
export const rpcError = (status: number, message: string, headers: Record<string, string> = {}, code?: number) =>
  Response.json(
    { jsonrpc: '2.0', error: { code: code ?? CODES[status] ?? SERVER_ERROR, message }, id: null },
    { status, headers },
  )
