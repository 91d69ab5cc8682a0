import { List } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { Hidden } from '../../ui/Hidden.tsx'
import { findSections } from './findSections.ts'
import { GuideLink } from './GuideLink.tsx'
import styles from './GuidePage.module.css'
import type { Section } from './model.ts'

interface Props {
  readonly sections: readonly Section[]
  /** Anchor of the section the address leads to. */
  readonly at: string | undefined
}

/** The headings, or those that hold what is searched for. On narrow screens they fold away once one is chosen. */
export function Contents({ sections, at }: Props) {
  const t = useTranslations('guide')
  const id = useId()
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const nav = useShownEntry(at)
  const searching = text.trim() !== ''
  const found = findSections(sections, text)
  const shown = searching ? found : sections.map((section) => ({ section, excerpt: '' }))
  return (
    <aside className={styles['side']} data-open={open}>
      <div className={styles['ask']}>
        <input
          type="search"
          aria-label={t('search')}
          placeholder={t('search')}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setOpen(event.target.value.trim() !== '')
          }}
        />
        <Button
          className={styles['fold']}
          icon={<List />}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          {t('contents')}
        </Button>
      </div>
      <Hidden>
        <span role="status">{searching ? t('found', { count: found.length }) : ''}</span>
      </Hidden>
      <nav ref={nav} id={id} className={styles['contents']} aria-label={t('contents')}>
        <ul>
          {shown.map(({ section, excerpt }) => (
            <li key={section.anchor} className={cx(!searching && styles[`level${section.level}`])}>
              <GuideLink
                anchor={section.anchor}
                aria-current={section.anchor === at ? 'location' : undefined}
                onClick={() => setOpen(false)}
              >
                {section.title}
                {excerpt !== '' && <span className={styles['excerpt']}>{excerpt}</span>}
              </GuideLink>
            </li>
          ))}
        </ul>
        {searching && found.length === 0 && <p className={styles['none']}>{t('none', { text })}</p>}
      </nav>
    </aside>
  )
}

/** Keeps the entry of the section that is read among those that can be seen. */
function useShownEntry(at: string | undefined) {
  const nav = useRef<HTMLElement>(null)
  useEffect(() => {
    if (at !== undefined) nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [at])
  return nav
}
