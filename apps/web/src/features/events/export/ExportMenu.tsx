import { Download } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { RingEntry } from '../../../live/eventRing.ts'
import { Button } from '../../../ui/Button.tsx'
import { saveFile } from '../../../ui/files/saveFile.ts'
import { Menu } from '../../../ui/overlay/Menu.tsx'
import type { EventsView } from '../log/eventsView.ts'
import { type ExportFormat, toExport, toFileName } from './toExport.ts'

/** Saves what this tab holds and the filter lets through, with cursors and gaps. */
export function ExportMenu({ view }: { view: EventsView }) {
  const t = useTranslations('events.export')
  const item = (format: ExportFormat) => ({
    id: format,
    label: t(format),
    note: t(`${format}Note`),
    onSelect: () => save(readRows(view), format),
  })
  return (
    <Menu
      label={t('title')}
      heading={t('what')}
      items={[item('ndjson'), item('csv')]}
      trigger={(attributes) => (
        <Button {...attributes} icon={<Download />}>
          {t('title')}
        </Button>
      )}
    />
  )
}

function readRows(view: EventsView): RingEntry[] {
  const count = view.rowCount()
  return Array.from({ length: count }, (_, at) => view.rowAt(count - 1 - at)).filter((row) => row !== undefined)
}

const MEDIA = { ndjson: 'application/x-ndjson', csv: 'text/csv;charset=utf-8' } as const

const save = (rows: readonly RingEntry[], format: ExportFormat): void =>
  saveFile(toFileName(rows, format), new Blob(toExport(rows, format), { type: MEDIA[format] }))
