import { isDefaultPanel, type ModulePanels, type PanelView } from '@nobet/contracts'
import { toBoardUrl } from '@nobet/domain/boards'
import { useNavigate } from '@tanstack/react-router'
import { MoreVertical } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useSession } from '../../../api/queries.ts'
import { usePrefs } from '../../../prefs/PrefsContext.tsx'
import { useRange } from '../../../shell/range.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Menu, type MenuItem } from '../../../ui/overlay/Menu.tsx'
import { toPrometheusUrl } from '../../metrics/links.ts'

interface Props {
  readonly panels: ModulePanels
  readonly panel: PanelView
  readonly title: string
  readonly onRemove: (id: string) => void
}

/** The ways on from a chart: the same in Grafana, in Prometheus, on the Metrics page; and away with a saved one. */
export function PanelMenu({ panels, panel, title, onRemove }: Props) {
  const t = useTranslations('panels')
  const navigate = useNavigate()
  const { range, ms, span } = useRange()
  const { timeZone } = usePrefs()
  const mayWrite = useSession().data?.permissions.includes('panels:write') ?? false
  const { grafanaUrl, prometheusUrl, module } = panels
  const items: MenuItem[] = []
  if (isDefaultPanel(panel.id) && grafanaUrl !== null) {
    const ends = span ?? { from: `now-${Math.round(ms / 1_000)}s`, to: 'now' }
    // The board of a module has every default panel under the same name.
    const link = { ...ends, timezone: timeZone, vars: { module }, viewPanel: panel.id }
    const url = toBoardUrl(grafanaUrl, 'mcp-module', link)
    items.push({ id: 'grafana', label: t('grafana'), onSelect: () => openAway(url) })
  }
  if (prometheusUrl !== null) {
    const url = toPrometheusUrl(prometheusUrl, { expressions: [panel.promql], range, mode: 'range' })
    items.push({ id: 'prometheus', label: t('prometheus'), onSelect: () => openAway(url) })
    items.push({
      id: 'explore',
      label: t('explore'),
      onSelect: () => void navigate({ to: '/explore', search: { q: [panel.promql] } }),
    })
  }
  if (panel.origin === 'saved' && mayWrite)
    items.push({ id: 'remove', label: t('remove'), onSelect: () => onRemove(panel.id) })
  if (items.length === 0) return null
  return (
    <Menu
      label={t('menu', { title })}
      items={items}
      trigger={(attributes) => (
        <IconButton {...attributes} label={t('menu', { title })}>
          <MoreVertical />
        </IconButton>
      )}
    />
  )
}

const openAway = (url: string): void => void window.open(url, '_blank', 'noopener')
