import { useNavigate, useRouter } from '@tanstack/react-router'
import { type ComponentProps, createContext, type MouseEvent, type ReactNode, use } from 'react'

interface Road {
  /** Address of the page without a fragment. */
  readonly page: string
  readonly go: (anchor: string) => void
}

const Context = createContext<Road>({ page: '', go: () => {} })

/** Where the guide's links lead: found once, for there are hundreds of them. */
export function GuideLinks({ children }: { children: ReactNode }) {
  const router = useRouter()
  const navigate = useNavigate()
  const page = router.buildLocation({ to: '/guide', search: true, hash: '' }).publicHref
  const go = (hash: string) => void navigate({ to: '/guide', search: true, hash })
  return <Context value={{ page, go }}>{children}</Context>
}

interface Props extends Omit<ComponentProps<'a'>, 'href'> {
  readonly anchor: string
}

/** A link to a section of the guide, in the language it is read in. */
export function GuideLink({ anchor, onClick, children, ...rest }: Props) {
  const { page, go } = use(Context)
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    go(anchor)
  }
  return (
    <a {...rest} href={`${page}#${encodeURIComponent(anchor)}`} onClick={follow}>
      {children}
    </a>
  )
}
