import { useTranslations } from 'use-intl'
import styles from './Brand.module.css'

export const Brand = () => {
  const t = useTranslations('shell')
  return (
    <div className={styles['brand']}>
      <BrandMark />
      <span>{t('product')}</span>
    </div>
  )
}

export const BrandMark = () => (
  <svg className={styles['mark']} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    <path d="M8 1.6a6.4 6.4 0 1 1-6.1 4.4" />
    <circle cx="8" cy="8" r="2.3" />
  </svg>
)
