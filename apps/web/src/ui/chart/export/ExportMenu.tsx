import { Download } from 'lucide-react'
import { type RefObject, useState } from 'react'
import { useTranslations } from 'use-intl'
import { createZoneOffset } from '../axis/timeAxis.ts'
import { useFormat } from '../../format/useFormat.ts'
import { Menu } from '../../overlay/Menu.tsx'
import icon from '../../IconButton.module.css'
import { cx } from '../../cx.ts'
import { toPositionLabels } from '../room/Axes.tsx'
import styles from '../room/Room.module.css'
import type { ChartModel } from '../room/useChartModel.ts'
import type { ChartAnnotation, ChartThreshold } from '../series.ts'
import { toFileName } from './fileName.ts'
import { saveFile } from './saveFile.ts'
import { toCsv } from './toCsv.ts'

interface Props {
  readonly label: string
  readonly model: ChartModel
  readonly figure: RefObject<HTMLElement | null>
  readonly marks: { readonly thresholds: readonly ChartThreshold[]; readonly annotations: readonly ChartAnnotation[] }
}

/** The chart as a picture, or its figures as a file. */
export function ExportMenu({ label, model, figure, marks }: Props) {
  const t = useTranslations('chart')
  const format = useFormat()
  const [failed, setFailed] = useState(false)
  const { scale } = model
  const drawing = () => figure.current?.querySelector('[data-plot] canvas, [data-plot] svg') ?? undefined
  const savePng = async () => {
    const element = drawing()
    if (element === undefined) throw new Error('nothing is drawn yet')
    const { toPng } = await import('./toPng.ts')
    const timeLabels = toPositionLabels(
      scale,
      element.getBoundingClientRect().width,
      createZoneOffset(format.timeZone),
      format,
    )
    const note = scale.kind === 'time' ? `${format.absolute(scale.from)} – ${format.absolute(scale.to)}` : ''
    const blob = await toPng({ title: label, note, model, timeLabels, ...marks, drawing: element })
    saveFile(toFileName(label, scale, 'png'), blob)
  }
  const saveCsv = () =>
    saveFile(toFileName(label, scale, 'csv'), new Blob([toCsv(model)], { type: 'text/csv;charset=utf-8' }))
  return (
    <>
      <Menu
        label={t('export', { label })}
        items={[
          {
            id: 'png',
            label: t('exportPng'),
            onSelect: () => {
              setFailed(false)
              savePng().catch(() => setFailed(true))
            },
          },
          { id: 'csv', label: t('exportCsv'), onSelect: saveCsv },
        ]}
        trigger={(attributes) => (
          <button
            type="button"
            {...attributes}
            className={cx(icon['button'], styles['export'])}
            aria-label={t('export', { label })}
            title={t('export', { label })}
          >
            <Download />
          </button>
        )}
      />
      {failed && <span role="alert">{t('exportFailed')}</span>}
    </>
  )
}
