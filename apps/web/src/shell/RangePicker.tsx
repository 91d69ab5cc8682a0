import { useNavigate } from '@tanstack/react-router'
import { ChevronDown, Clock } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Menu } from '../ui/overlay/Menu.tsx'
import { type Range, useRange } from './range.ts'

export const RANGE_NAMES = [
  ['5m', 'range5m'],
  ['15m', 'range15m'],
  ['1h', 'range1h'],
] as const satisfies readonly (readonly [Range, string])[]

/** The range all charts share, kept in the URL. */
export function RangePicker({ className }: { className: string | undefined }) {
  const t = useTranslations('shell')
  const navigate = useNavigate()
  const { range } = useRange()
  const items = RANGE_NAMES.map(([id, name]) => ({
    id,
    label: t(name),
    checked: id === range,
    onSelect: () => void navigate({ to: '.', search: (search) => ({ ...search, range: id }), replace: true }),
  }))
  return (
    <Menu
      label={t('range')}
      items={items}
      trigger={(attributes) => (
        <button type="button" {...attributes} className={className}>
          <Clock />
          {items.find((item) => item.checked)?.label}
          <ChevronDown />
        </button>
      )}
    />
  )
}
