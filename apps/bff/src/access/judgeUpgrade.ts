import type { IncomingMessage } from 'node:http'
import type { JudgeAdmission, Refusal } from './admission.ts'

/** The admission rules at the WebSocket door, before the handshake; `undefined` lets it in. */
export type JudgeUpgrade = (request: IncomingMessage) => Refusal | undefined

export const createJudgeUpgrade =
  (judge: JudgeAdmission): JudgeUpgrade =>
  (request) =>
    judge({
      method: request.method ?? 'GET',
      upgrade: true,
      header: (name) => [request.headers[name]].flat()[0],
      headerNames: () => Object.keys(request.headers),
    })
