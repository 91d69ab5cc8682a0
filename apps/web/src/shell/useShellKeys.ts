import { useNavigate } from '@tanstack/react-router'
import { useKeys } from '../ui/keys/useKeys.ts'

/** Moves between pages (`g o`), and opens the palette and the help. */
export function useShellKeys({ openPalette, openKeys }: { openPalette: () => void; openKeys: () => void }): void {
  const navigate = useNavigate()
  useKeys({
    'g o': () => void navigate({ to: '/' }),
    'g m': () => void navigate({ to: '/modules' }),
    'g e': () => void navigate({ to: '/events' }),
    'g a': () => void navigate({ to: '/alerts' }),
    'g q': () => void navigate({ to: '/explore' }),
    'g t': () => void navigate({ to: '/traces' }),
    'g s': () => void navigate({ to: '/settings' }),
    '?': openKeys,
    'mod+k': openPalette,
  })
}
