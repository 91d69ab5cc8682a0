import { Link } from '@tanstack/react-router'
import { useTitles } from '../../events/log/useRowText.ts'
import text from '../../../ui/text.module.css'

/** The module, as a link to its page when the panel knows it. */
export function ModuleLink({ module }: { module: string | undefined }) {
  const titles = useTitles()
  if (module === undefined) return null
  const title = titles[module]?.title
  if (title === undefined) return <span>{module}</span>
  return (
    <Link to="/modules/$moduleId" params={{ moduleId: module }} className={text['link']}>
      {title}
    </Link>
  )
}
