import type { ModuleView, World } from '@nobet/contracts'

/** What to call each module, by id: its title, with the id beside it when another module has the same title. */
export function moduleNames(modules: readonly Pick<ModuleView, 'id' | 'title'>[]): Record<string, string> {
  const count = new Map<string, number>()
  for (const { title } of modules) count.set(title, (count.get(title) ?? 0) + 1)
  return Object.fromEntries(
    modules.map(({ id, title }) => [id, (count.get(title) ?? 0) > 1 ? `${title} (${id})` : title]),
  )
}

// The same answer for the same modules: React selectors compare by identity.
const told = new WeakMap<World['modules'], World['modules']>()

/** The modules with titles that tell them apart; the very same object when they do already. */
export function tellApart(modules: World['modules']): World['modules'] {
  const before = told.get(modules)
  if (before !== undefined) return before
  const names = moduleNames(Object.values(modules))
  const isClear = Object.values(modules).every(({ id, title }) => names[id] === title)
  const apart = isClear
    ? modules
    : Object.fromEntries(
        Object.entries(modules).map(([id, module]) => [id, { ...module, title: names[id] ?? module.title }]),
      )
  told.set(modules, apart)
  return apart
}
