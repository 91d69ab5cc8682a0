import type { LoggedEvent } from '@nobet/contracts'
import { useMemo } from 'react'
import { useWorld } from '../../../live/LiveContext.tsx'
import { tellApart } from '../../../live/moduleNames.ts'
import { nameOfSubject } from '../../../ui/event/EventRow.tsx'
import { useSummariseEvent } from '../../../ui/event/useSummariseEvent.ts'
import { useFormat } from '../../../ui/format/useFormat.ts'

export interface RowText {
  readonly time: string
  readonly module: string
  readonly summary: string
}

/** Writes the words of a row once for as long as the event is held. */
export function useRowText(): (event: LoggedEvent) => RowText {
  const format = useFormat()
  const summarise = useSummariseEvent()
  const titles = useTitles()
  return useMemo(
    () =>
      remember((event) => ({
        time: format.clockMs(event.time),
        module: nameOfSubject(event, titles),
        summary: summarise(event),
      })),
    [format, summarise, titles],
  )
}

function remember(write: (event: LoggedEvent) => RowText): (event: LoggedEvent) => RowText {
  const known = new WeakMap<LoggedEvent, RowText>()
  return (event) => {
    const held = known.get(event)
    if (held !== undefined) return held
    const text = write(event)
    known.set(event, text)
    return text
  }
}

/** Titles by module id; the same object until a title changes, however often the modules do. */
export function useTitles(): Readonly<Record<string, { readonly title: string } | undefined>> {
  const text = useWorld((world) =>
    JSON.stringify(Object.values(tellApart(world.modules)).map(({ id, title }) => [id, title])),
  )
  return useMemo(() => {
    const pairs = JSON.parse(text) as readonly (readonly [string, string])[] // written by the line above
    return Object.fromEntries(pairs.map(([id, title]) => [id, { title }]))
  }, [text])
}
