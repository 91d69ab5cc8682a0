import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useSignedOut } from '../features/login/useSignedOut.ts'
import { FromRoom } from '../features/toasts/late.tsx'
import { useWorldStatus } from '../live/LiveContext.tsx'
import { usePrefs } from '../prefs/PrefsContext.tsx'
import { BottomBar } from './BottomBar.tsx'
import { Rail } from './Rail.tsx'
import { useBadRange } from './range.ts'
import styles from './Shell.module.css'
import { TopBar } from './TopBar.tsx'
import { useHeldKeys } from './useHeldKeys.ts'
import { useLinkedZone } from './useLinkedZone.ts'
import { useShellKeys } from './useShellKeys.ts'

const Palette = lazy(async () => ({ default: (await import('./Palette.tsx')).Palette }))
const KeyHelp = lazy(async () => ({ default: (await import('./KeyHelp.tsx')).KeyHelp }))

const RangeNotice = lazy(async () => ({ default: (await import('./range/RangeNotice.tsx')).RangeNotice }))
const SignedOutBar = lazy(async () => ({ default: (await import('../features/login/SignedOutBar.tsx')).SignedOutBar }))
const LoginPage = lazy(async () => ({ default: (await import('../features/login/LoginPage.tsx')).LoginPage }))

const MAIN_ID = 'main'
type Overlay = 'none' | 'palette' | 'keys'

/** The frame around every page; the login page as long as there is no picture to keep. */
export function Shell() {
  const signedOut = useSignedOut()
  const isEmpty = useWorldStatus() === 'waiting'
  if (!signedOut || !isEmpty) return <Frame signedOut={signedOut} />
  return (
    <Suspense>
      <LoginPage />
    </Suspense>
  )
}

function Frame({ signedOut }: { signedOut: boolean }) {
  const [overlay, setOverlay] = useState<Overlay>('none')
  const { rail } = usePrefs()
  const badRange = useBadRange()
  useLinkedZone()
  const close = () => setOverlay('none')
  const openPalette = () => setOverlay('palette')
  const openKeys = () => setOverlay('keys')
  useShellKeys({ openPalette, openKeys })
  const typedSoFar = useHeldKeys(overlay !== 'none', close)
  return (
    <div className={styles['app']} data-rail={rail}>
      <SkipLink />
      <Rail />
      <TopBar onSearch={openPalette} />
      <main id={MAIN_ID} className={styles['main']} tabIndex={-1}>
        <Suspense>
          {signedOut && <SignedOutBar />}
          {badRange && <RangeNotice />}
        </Suspense>
        <Outlet />
      </main>
      <BottomBar />
      <FromRoom part="Corner" />
      <Suspense>
        {overlay === 'palette' && <Palette onClose={close} onKeys={openKeys} typedSoFar={typedSoFar} />}
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
