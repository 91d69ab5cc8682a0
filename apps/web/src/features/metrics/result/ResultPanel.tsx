import { ExternalLink } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useSources } from '../../../api/queries.ts'
import { useRange } from '../../../shell/range.ts'
import { Button, buttonClass } from '../../../ui/Button.tsx'
import { Panel } from '../../../ui/panel/Panel.tsx'
import { PanelEmpty, PanelLoading } from '../../../ui/panel/PanelStates.tsx'
import type { RunState } from '../ask/useRuns.ts'
import { toExploreUrl, toPrometheusUrl } from '../links.ts'
import type { MetricsSearch } from '../search.ts'
import type { SearchChange } from '../useMetricsSearch.ts'
import { ResultChart } from './ResultChart.tsx'
import styles from './Result.module.css'
import { ResultTable } from './ResultTable.tsx'
import { SaveButton } from './SaveButton.tsx'
import { toProvenanceOf } from './toProvenanceOf.ts'

interface Props {
  readonly runs: readonly RunState[]
  readonly search: MetricsSearch
  /** The queries that are switched on. */
  readonly asked: readonly string[]
  /** `false`: the step is none, so nothing was asked. */
  readonly canAsk: boolean
  readonly judgedBy: number | null
  readonly onSearch: (change: SearchChange) => void
  readonly onAgain: () => void
}

/** The answers of all queries together, as lines or as a table, and the ways out. */
export function ResultPanel({ runs, search, asked, canAsk, judgedBy, onSearch, onAgain }: Props) {
  const t = useTranslations('metrics')
  const table = search.view === 'table' || search.mode === 'instant'
  return (
    <Panel
      title={t('result')}
      headLine="ruled"
      className={styles['panel']}
      {...(runs.length === 0 ? {} : { provenance: toProvenanceOf(runs, judgedBy) })}
      actions={
        search.mode === 'instant' ? undefined : (
          <span className={styles['views']} role="group" aria-label={t('view')}>
            <Button size="small" aria-pressed={!table} onClick={() => onSearch({ view: undefined })}>
              {t('chart')}
            </Button>
            <Button size="small" aria-pressed={table} onClick={() => onSearch({ view: 'table' })}>
              {t('table')}
            </Button>
          </span>
        )
      }
      foot={asked.length > 0 && <WaysOut asked={asked} search={search} />}
    >
      <Body runs={runs} canAsk={canAsk} table={table} search={search} onSearch={onSearch} onAgain={onAgain} />
    </Panel>
  )
}

interface BodyProps extends Pick<Props, 'runs' | 'canAsk' | 'search' | 'onSearch' | 'onAgain'> {
  readonly table: boolean
}

function Body({ runs, canAsk, table, search, onSearch, onAgain }: BodyProps): ReactNode {
  const t = useTranslations('metrics')
  if (!canAsk) return <PanelEmpty title={t('stepWrong')}>{t('stepHint')}</PanelEmpty>
  if (runs.length === 0) return <PanelEmpty title={t('nothingAsked')}>{t('nothingAskedHint')}</PanelEmpty>
  const has = runs.some(({ value }) => value !== undefined)
  const answered = runs.filter(({ value }) => value !== undefined)
  if (!has) {
    if (runs.some(({ state }) => state === 'loading')) return <PanelLoading lines={6} />
    if (runs.every(({ state }) => state === 'forbidden'))
      return <PanelEmpty title={t('fault.forbidden')}>{t('fault.hint.forbidden')}</PanelEmpty>
    return (
      <PanelEmpty
        title={t('noAnswer')}
        actions={
          <Button size="small" onClick={onAgain}>
            {t('again')}
          </Button>
        }
      >
        {t('noAnswerHint')}
      </PanelEmpty>
    )
  }
  const values = runs.map(({ value }) => value)
  const empty = answered.every(
    ({ value }) => value !== undefined && 'total' in value.answer && value.answer.total === 0,
  )
  if (empty) return <PanelEmpty title={t('empty')}>{t('emptyResultHint')}</PanelEmpty>
  return table ? (
    <ResultTable runs={values} search={search} />
  ) : (
    <ResultChart runs={values} search={search} onSearch={onSearch} />
  )
}

/** The same queries elsewhere, and on a module's page. */
function WaysOut({ asked, search }: Pick<Props, 'asked' | 'search'>) {
  const t = useTranslations('metrics')
  const { range } = useRange()
  const sources = useSources().data?.sources ?? []
  const baseOf = (id: string) => sources.find((source) => source.id === id)?.publicUrl
  const [prometheus, grafana] = [baseOf('prometheus'), baseOf('grafana')]
  const question = { expressions: asked, range, mode: search.mode ?? 'range' } as const
  const first = asked[0]
  return (
    <span className={styles['out']}>
      {prometheus !== undefined && <Out href={toPrometheusUrl(prometheus, question)}>{t('inPrometheus')}</Out>}
      {grafana !== undefined && <Out href={toExploreUrl(grafana, question)}>{t('inGrafana')}</Out>}
      {first !== undefined && <SaveButton expressions={asked} unit={search.unit ?? 'number'} limit={search.limit} />}
    </span>
  )
}

const Out = ({ href, children }: { href: string; children: ReactNode }) => (
  <a className={buttonClass('bare', 'small')} href={href} target="_blank" rel="noreferrer">
    <ExternalLink />
    {children}
  </a>
)
