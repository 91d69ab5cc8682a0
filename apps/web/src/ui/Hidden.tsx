import type { ReactNode } from 'react'
import text from './text.module.css'

/** Read aloud, not drawn. */
export const Hidden = ({ children }: { children: ReactNode }) => <span className={text['hidden']}>{children}</span>
