import { Link, useLocation, useSearch } from '@tanstack/react-router'
import { use, useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { LaterTexts } from '../../i18n/LaterTexts.tsx'
import { useLanguage } from '../../prefs/PrefsContext.tsx'
import { usePageTitle } from '../../shell/usePageTitle.ts'
import { buttonClass } from '../../ui/Button.tsx'
import { Blocks } from './Blocks.tsx'
import { loadGuide } from './book.ts'
import { Contents } from './Contents.tsx'
import { GuideLink, GuideLinks } from './GuideLink.tsx'
import styles from './GuidePage.module.css'
import type { Section } from './model.ts'
import { readAnchor, readLanguage } from './search.ts'

/** The operations guide; a fragment leads to one section, in either language's spelling. */
export function GuidePage() {
  return (
    <LaterTexts>
      <Content />
    </LaterTexts>
  )
}

function Content() {
  const t = useTranslations('guide')
  const search = useSearch({ from: '/guide' })
  const anchor = readAnchor(useLocation({ select: ({ hash }) => hash }))
  const language = readLanguage(search, anchor, useLanguage())
  const sections = use(loadGuide(language))
  const section = anchor === '' ? undefined : sections.find((one) => one.anchor === anchor || one.twin === anchor)
  usePageTitle(section === undefined ? t('title') : `${section.title} · ${t('title')}`)
  useGoTo(section)
  return (
    <GuideLinks>
      <div className={styles['page']} lang={language}>
        <Contents sections={sections} at={section?.anchor} />
        <article className={styles['text']}>
          <header className={styles['head']}>
            <h1>{t('title')}</h1>
            <OtherLanguage language={language} twin={section?.twin} />
          </header>
          {anchor !== '' && section === undefined && (
            <p role="status" className={styles['missing']}>
              {t('missing', { anchor })}
            </p>
          )}
          {sections.map((one) => (
            <SectionView key={one.anchor} section={one} isWanted={one === section} />
          ))}
        </article>
      </div>
    </GuideLinks>
  )
}

/** Brings the wanted section to the top and reading there, also for screen readers. */
function useGoTo(section: Section | undefined): void {
  const anchor = section?.anchor
  useEffect(() => {
    if (anchor === undefined) return
    const heading = document.getElementById(anchor)
    heading?.scrollIntoView({ block: 'start' })
    heading?.focus({ preventScroll: true })
  }, [anchor])
}

function OtherLanguage({ language, twin }: { language: 'en' | 'tr'; twin: string | undefined }) {
  const other = language === 'tr' ? 'en' : 'tr'
  return (
    <Link
      to="/guide"
      search={(search) => ({ ...search, lang: other })}
      {...(twin === undefined ? {} : { hash: twin })}
      activeOptions={{ includeHash: true }}
      className={buttonClass('bare', 'small')}
      lang={other}
    >
      {{ en: 'English', tr: 'Türkçe' }[other]}
    </Link>
  )
}

function SectionView({ section, isWanted }: { section: Section; isWanted: boolean }) {
  const t = useTranslations('guide')
  const { anchor, level, title, blocks } = section
  const Heading = HEADINGS[level]
  return (
    <section className={styles['section']} data-wanted={isWanted || undefined} data-level={level}>
      <Heading id={anchor} tabIndex={-1}>
        {title}
        <GuideLink anchor={anchor} className={styles['here']} aria-label={t('here', { title })}>
          #
        </GuideLink>
      </Heading>
      <Blocks blocks={blocks} />
    </section>
  )
}

const HEADINGS = { 2: 'h2', 3: 'h3', 4: 'h4' } as const
