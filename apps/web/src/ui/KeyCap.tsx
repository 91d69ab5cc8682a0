import styles from './KeyCap.module.css'

/** A key to press, drawn as a cap. */
export const KeyCap = ({ children }: { children: string }) => <kbd className={styles['cap']}>{children}</kbd>
