import { useParams } from '@tanstack/react-router'
import { ModulePage } from '../features/module/ModulePage.tsx'

/** Hands the address to the page: another module is another page, with nothing left of the former. */
export function ModuleRoute() {
  const { moduleId } = useParams({ from: '/modules/$moduleId' })
  return <ModulePage key={moduleId} id={moduleId} />
}
