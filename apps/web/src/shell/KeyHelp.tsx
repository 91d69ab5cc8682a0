import { useTranslations } from 'use-intl'
import { KeyCap } from '../ui/KeyCap.tsx'
import { Dialog } from '../ui/overlay/Dialog.tsx'
import styles from './KeyHelp.module.css'

/** What each key does. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  const t = useTranslations('shell')
  const keys = useTranslations('shell.keys')
  const rows: readonly (readonly [readonly string[], string])[] = [
    [['g', 'o'], t('overview')],
    [['g', 'm'], t('modules')],
    [['g', 'e'], t('events')],
    [['g', 'a'], t('alerts')],
    [['g', 'q'], t('metrics')],
    [['g', 't'], t('traces')],
    [['g', 's'], t('settings')],
    [['Ctrl K'], keys('palette')],
    [['/'], keys('filter')],
    [['p'], keys('pause')],
    [['f'], keys('follow')],
    [['j', 'k'], keys('rows')],
    [['Enter'], keys('detail')],
    [['a'], keys('acknowledge')],
    [['s'], keys('silence')],
    [['u'], keys('takeBack')],
    [['x'], keys('select')],
    [['F6'], keys('toasts')],
    [['Esc'], keys('close')],
    [['?'], keys('help')],
  ]
  return (
    <Dialog open onClose={onClose} title={keys('title')}>
      <dl className={styles['keys']}>
        {rows.map(([caps, what]) => (
          <div key={caps.join()}>
            <dt>
              {caps.map((cap) => (
                <KeyCap key={cap}>{cap}</KeyCap>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
