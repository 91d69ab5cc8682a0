import styles from './Count.module.css'

/** A small number in a pill: how many. */
export const Count = ({ children }: { children: string | number }) => (
  <span className={styles['count']}>{children}</span>
)
