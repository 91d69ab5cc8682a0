import type { Catalogue, ModuleView } from '@nobet/contracts'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '../../ui/format/useFormat.ts'
import { Panel } from '../../ui/panel/Panel.tsx'
import { PanelEmpty } from '../../ui/panel/PanelStates.tsx'
import { Badge } from '../../ui/StateBadge.tsx'
import styles from './CataloguePanel.module.css'

/** Rows drawn of one kind; the panel itself keeps a bounded number and says when there is more. */
const ROWS_MAX = 200

/** What the server offers: tools with their schema, resources, prompts. */
export function CataloguePanel({ module, catalogue }: { module: ModuleView; catalogue: Catalogue }) {
  const t = useTranslations('module')
  const format = useFormat()
  const { tools, resources, prompts } = catalogue
  const counts = t('counts', { tools: tools.length, resources: resources.length, prompts: prompts.length })
  const changed = module.catalogueChangedAt
  return (
    <Panel
      title={t('catalogue')}
      note={catalogue.observedAt === null ? undefined : counts}
      headLine="ruled"
      provenance={{ kind: 'observed', at: seenAt(module, catalogue), intervalMs: module.intervalMs }}
      actions={
        changed !== undefined && (
          <Badge tone="warn" size="small">
            {t('changedAt', { time: format.clock(changed) })}
          </Badge>
        )
      }
      foot={catalogue.truncated === true ? t('truncated') : undefined}
    >
      {catalogue.observedAt === null ? (
        <PanelEmpty title={t('noCatalogue')}>{t('noCatalogueHint')}</PanelEmpty>
      ) : (
        <div className={styles['kinds']}>
          <Kind title={t('tools')} count={tools.length}>
            {tools.slice(0, ROWS_MAX).map((tool) => (
              <Entry key={tool.name} name={tool.name} text={tool.description ?? tool.title} schema={tool.inputSchema} />
            ))}
          </Kind>
          <Kind title={t('resources')} count={resources.length}>
            {resources.slice(0, ROWS_MAX).map((resource) => (
              <Entry key={resource.uri} name={resource.uri} text={resource.description ?? resource.name} />
            ))}
          </Kind>
          <Kind title={t('prompts')} count={prompts.length}>
            {prompts.slice(0, ROWS_MAX).map((prompt) => (
              <Entry key={prompt.name} name={prompt.name} text={prompt.description} />
            ))}
          </Kind>
        </div>
      )}
    </Panel>
  )
}

/** A probe that passes `list` has read every list: the same hash says that what is shown was seen again then. */
function seenAt(module: ModuleView, catalogue: Catalogue): string | null {
  const listed = module.rungs.some(({ rung, status }) => rung === 'list' && status === 'passed')
  return listed && module.catalogue?.hash === catalogue.hash ? module.observedAt : catalogue.observedAt
}

function Kind({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  const t = useTranslations('module')
  return (
    <section className={styles['kind']} aria-label={title}>
      <h3>
        {title} <span>{count === 0 ? t('none') : count}</span>
      </h3>
      {count > 0 && <ul>{children}</ul>}
    </section>
  )
}

function Entry({ name, text, schema }: { name: string; text: string | undefined; schema?: unknown }) {
  const t = useTranslations('module')
  return (
    <li className={styles['entry']}>
      <code>{name}</code>
      {text !== undefined && <p>{text}</p>}
      {schema !== undefined && (
        <details>
          <summary>{t('schema')}</summary>
          <pre>{JSON.stringify(schema, null, 2)}</pre>
        </details>
      )}
    </li>
  )
}
