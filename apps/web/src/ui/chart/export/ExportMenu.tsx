import { Download } from 'lucide-react'
import { memo, type RefObject, useState } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from '../../cx.ts'
import { saveFile } from '../../files/saveFile.ts'
import { useFormat } from '../../format/useFormat.ts'
import { createZoneOffset } from '../../format/zoneOffset.ts'
import { Menu } from '../../overlay/Menu.tsx'
import icon from '../../IconButton.module.css'
import { toPositionLabels } from '../room/Axes.tsx'
import styles from './ExportMenu.module.css'
import type { ChartModel } from '../room/useChartModel.ts'
import type { AnnotationKind, ChartAnnotation, ChartThreshold } from '../series.ts'
import { toFileName } from './fileName.ts'
import { toCsv } from './toCsv.ts'

export interface ExportInput {
  readonly model: ChartModel
  readonly thresholds: readonly ChartThreshold[]
  readonly annotations: readonly ChartAnnotation[]
}

interface Props {
  readonly label: string
  readonly figure: RefObject<HTMLElement | null>
  /** What the chart shows when it is asked; so that new figures do not draw the menu anew. */
  readonly latest: RefObject<ExportInput>
}

/** The chart as a picture, or its figures as a file. */
export const ExportMenu = memo(function ExportMenu({ label, figure, latest }: Props) {
  const t = useTranslations('chart')
  const format = useFormat()
  const [failed, setFailed] = useState(false)
  const savePng = async () => {
    const drawing = figure.current?.querySelector('[data-plot] canvas, [data-plot] svg')
    if (drawing === null || drawing === undefined) throw new Error('nothing is drawn yet')
    const { toPng } = await import('./toPng.ts')
    const { scale } = latest.current.model
    const { width } = drawing.getBoundingClientRect()
    const timeLabels = toPositionLabels(scale, width, createZoneOffset(format.timeZone), format)
    const note = scale.kind === 'time' ? `${format.absolute(scale.from)} – ${format.absolute(scale.to)}` : ''
    const kindWord = (kind: AnnotationKind) => t(`kind.${kind}`)
    const blob = await toPng({ title: label, note, timeLabels, drawing, kindWord, ...latest.current })
    saveFile(toFileName(label, scale, 'png'), blob)
  }
  const saveCsv = () => {
    const { model } = latest.current
    saveFile(toFileName(label, model.scale, 'csv'), new Blob([toCsv(model)], { type: 'text/csv;charset=utf-8' }))
  }
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
})
