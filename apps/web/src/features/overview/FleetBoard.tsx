import { Suspense } from 'react'
import { BoardLink } from '../boards/BoardLink.tsx'

/** The fleet's board in Grafana. */
export const FleetBoard = () => (
  <Suspense>
    <BoardLink board="mcp-fleet" size="small" />
  </Suspense>
)
