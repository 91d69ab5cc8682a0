import { useNavigate } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { runbooks } from 'virtual:guide/runbooks'
import { useApi } from '../api/ApiContext.tsx'
import { useSession } from '../api/queries.ts'
import { useModules, useWorld } from '../live/LiveContext.tsx'
import { usePrefs } from '../prefs/PrefsContext.tsx'
import { useFormat } from '../ui/format/useFormat.ts'
import { LANGUAGE_NAMES } from './languages.ts'
import { QUICK_RANGES } from './range/quickRanges.ts'
import { toSearch } from './range.ts'

/** So many open alerts are offered by name; the page has all. */
const ALERTS_MAX = 50

export interface PaletteItem {
  readonly id: string
  readonly kind: string
  readonly label: string
  readonly run: () => void
}

/** Everything the palette can do, in the order it offers it. */
export function usePaletteItems(onKeys: () => void): readonly PaletteItem[] {
  return [...usePages(), ...useModuleItems(), ...useAlertItems(), ...useCommands(onKeys), ...useRunbooks()]
}

function usePages(): PaletteItem[] {
  const shell = useTranslations('shell')
  const t = useTranslations('shell.palette')
  const navigate = useNavigate()
  const page = (
    to: '/' | '/modules' | '/events' | '/alerts' | '/explore' | '/traces' | '/guide' | '/settings',
    label: string,
  ): PaletteItem => ({
    id: to,
    kind: t('page'),
    label,
    run: () => void navigate({ to }),
  })
  return [
    page('/', shell('overview')),
    page('/modules', shell('modules')),
    page('/events', shell('events')),
    page('/alerts', shell('alerts')),
    page('/explore', shell('metrics')),
    page('/traces', shell('traces')),
    page('/guide', shell('guide')),
    page('/settings', shell('settings')),
  ]
}

function useModuleItems(): PaletteItem[] {
  const t = useTranslations('shell.palette')
  const navigate = useNavigate()
  const api = useApi()
  const mayProbe = useSession().data?.permissions.includes('modules:probe') ?? false
  return Object.values(useModules()).flatMap(({ id, title }) => [
    {
      id,
      kind: t('module'),
      label: title,
      run: () => void navigate({ to: '/modules/$moduleId', params: { moduleId: id } }),
    },
    ...(mayProbe
      ? [
          {
            id: `probe ${id}`,
            kind: t('command'),
            label: t('probe', { name: title }),
            run: () => void api.probe(id).catch(() => {}),
          },
        ]
      : []),
  ])
}

function useRunbooks(): PaletteItem[] {
  const t = useTranslations('shell.palette')
  const navigate = useNavigate()
  return runbooks.map(({ alert, anchor }) => ({
    id: `runbook ${anchor}`,
    kind: t('runbook'),
    label: alert,
    run: () => void navigate({ to: '/guide', hash: anchor }),
  }))
}

/** Open alerts, the newest first. */
function useAlertItems(): PaletteItem[] {
  const t = useTranslations('shell.palette')
  const navigate = useNavigate()
  return Object.values(useWorld((world) => world.alerts))
    .toSorted((a, b) => Date.parse(b.startsAt) - Date.parse(a.startsAt))
    .slice(0, ALERTS_MAX)
    .map(({ fingerprint, alertname, annotations }) => ({
      id: `alert ${fingerprint}`,
      kind: t('alert'),
      label: [alertname, annotations['summary']].filter(Boolean).join(': '),
      run: () => void navigate({ to: '/alerts', search: { sel: fingerprint } }),
    }))
}

function useCommands(onKeys: () => void): PaletteItem[] {
  const shell = useTranslations('shell')
  const t = useTranslations('shell.palette')
  const navigate = useNavigate()
  const { set } = usePrefs()
  const format = useFormat()
  const kind = t('command')
  return [
    ...QUICK_RANGES.map((range) => ({
      id: `range ${range.text}`,
      kind,
      label: t('setRange', { name: shell('rangeLast', { length: format.duration(range.ms) }) }),
      run: () => void navigate({ to: '.', search: (search) => ({ ...search, ...toSearch(range) }) }),
    })),
    ...(['Dark', 'Light', 'System'] as const).map((name) => ({
      id: `theme ${name}`,
      kind,
      label: t('setTheme', { name: shell(`theme${name}`) }),
      run: () => set({ theme: THEME_OF[name] }),
    })),
    ...LANGUAGE_NAMES.map(([language, name]) => ({
      id: `language ${language}`,
      kind,
      label: t('setLanguage', { name }),
      run: () => set({ language }),
    })),
    { id: 'keys', kind, label: t('keys'), run: onKeys },
  ]
}

const THEME_OF = { Dark: 'dark', Light: 'light', System: 'system' } as const
