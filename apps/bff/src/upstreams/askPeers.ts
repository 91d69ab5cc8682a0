import type { UpstreamFailure, UpstreamId, UpstreamRequest } from './gateway.ts'
import type { LeaveSignal } from './leaving.ts'
import type { Peer, PeerOutcome } from './peer.ts'

/** Asks the peer that was named, or one after the other until one answers, beginning with the last that did. */
export function createAskPeers(peers: ReadonlyMap<UpstreamId, readonly Peer[]>) {
  const lastGood = new Map<UpstreamId, Peer>()

  return async (request: UpstreamRequest, signal: LeaveSignal): Promise<PeerOutcome> => {
    const { upstream, peer: named } = request
    const isRead = request.isRead ?? request.method === 'GET'
    const all = peers.get(upstream) ?? []
    const asked = named === undefined ? inOrder(all, lastGood.get(upstream)) : all.filter(({ name }) => name === named)
    let outcome = noPeer(named)
    for (const peer of asked) {
      outcome = await peer.ask({ ...request, isRead }, signal)
      if (outcome.kind === 'ok') lastGood.set(upstream, peer)
      if (!isWorthAnother(outcome, isRead)) return outcome
    }
    return outcome
  }
}

const inOrder = (peers: readonly Peer[], first: Peer | undefined): readonly Peer[] =>
  first === undefined || peers.length < 2 ? peers : [first, ...peers.filter((peer) => peer !== first)]

/** A write is given to another peer only when the first never saw it. */
const isWorthAnother = (outcome: PeerOutcome, isRead: boolean): boolean =>
  outcome.kind === 'failed' && (isRead ? outcome.failure.kind !== 'tooLarge' : !outcome.wasSent)

const noPeer = (name: string | undefined): PeerOutcome => ({
  kind: 'failed',
  failure: {
    kind: 'refused',
    reason: `${name ?? 'no peer'} is none of the configured peers`,
  } satisfies UpstreamFailure,
  wasSent: false,
})
