import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Toasts } from '../features/toasts/Toasts.tsx'
import { usePrefs } from '../prefs/PrefsContext.tsx'
import { BottomBar } from './BottomBar.tsx'
import { Rail } from './Rail.tsx'
import styles from './Shell.module.css'
import { TopBar } from './TopBar.tsx'
import { useShellKeys } from './useShellKeys.ts'

const Palette = lazy(async () => ({ default: (await import('./Palette.tsx')).Palette }))
const KeyHelp = lazy(async () => ({ default: (await import('./KeyHelp.tsx')).KeyHelp }))

const MAIN_ID = 'main'
type Overlay = 'none' | 'palette' | 'keys'

/** The frame around every page. */
export function Shell() {
  const [overlay, setOverlay] = useState<Overlay>('none')
  const { rail } = usePrefs()
  const close = () => setOverlay('none')
  const openPalette = () => setOverlay('palette')
  const openKeys = () => setOverlay('keys')
  useShellKeys({ openPalette, openKeys })
  return (
    <div className={styles['app']} data-rail={rail}>
      <SkipLink />
      <Rail />
      <TopBar onSearch={openPalette} />
      <main id={MAIN_ID} className={styles['main']} tabIndex={-1}>
        <Outlet />
      </main>
      <BottomBar />
      <Toasts />
      <Suspense>
        {overlay === 'palette' && <Palette onClose={close} onKeys={openKeys} />}
        {overlay === 'keys' && <KeyHelp onClose={close} />}
      </Suspense>
    </div>
  )
}

/** Moves focus by script: with a `<base>` a plain fragment would leave the page. */
function SkipLink() {
  const t = useTranslations('shell')
  return (
    <button type="button" className={styles['skip']} onClick={() => document.getElementById(MAIN_ID)?.focus()}>
      {t('skip')}
    </button>
  )
}
