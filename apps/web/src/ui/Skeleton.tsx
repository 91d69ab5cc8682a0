import styles from './Skeleton.module.css'

/** A grey block in the size of what will stand there; it does not move. */
export const Skeleton = ({ width = '100%', height = 12 }: { width?: number | string; height?: number | string }) => (
  <span className={styles['block']} style={{ width, height }} aria-hidden="true" />
)
