import * as z from 'zod/mini'
import { SilenceMatcher, Webhook } from '../alert/alertmanager.ts'
import * as access from '../access/role.ts'
import { EffectiveConfig } from '../config/effectiveConfig.ts'
import { CloudEvent, LoggedEvent } from '../event/cloudEvent.ts'
import * as alerts from '../http/alerts.ts'
import * as pages from '../http/eventsPage.ts'
import * as modules from '../http/modules.ts'
import * as overview from '../http/overview.ts'
import * as panels from '../http/panels.ts'
import { Problem } from '../http/problem.ts'
import { Health, ReadinessReport } from '../http/process.ts'
import * as sources from '../http/sources.ts'
import { ToastReport } from '../http/toastReport.ts'
import * as probe from '../probe/probe.ts'
import * as client from '../stream/clientFrame.ts'
import { Recovery } from '../stream/recovery.ts'
import * as server from '../stream/serverFrame.ts'
import { ModuleView, RecentCheck } from '../world/moduleView.ts'
import * as world from '../world/world.ts'

/** The schemas of the published documents, by the name they have there. */
export const HTTP_SCHEMAS = {
  User: access.User,
  CloudEvent,
  LoggedEvent,
  LogItem: server.LogItem,
  Recovery,
  EventsPage: pages.EventsPage,
  PublishReceipt: pages.PublishReceipt,
  ModuleState: probe.ModuleState,
  RungResult: probe.RungResult,
  Finding: probe.Finding,
  RecentCheck,
  ModuleView,
  ModuleList: modules.ModuleList,
  ModuleDetail: modules.ModuleDetail,
  ModuleProbed: modules.ModuleProbed,
  ModuleSamples: modules.ModuleSamples,
  Catalogue: modules.Catalogue,
  PanelView: panels.PanelView,
  ModulePanels: panels.ModulePanels,
  PanelColumns: panels.PanelColumns,
  PanelAnswer: panels.PanelAnswer,
  SavePanel: panels.SavePanel,
  SavedPanel: panels.SavedPanel,
  AlertRow: alerts.AlertRow,
  AlertGroup: alerts.AlertGroup,
  AlertList: alerts.AlertList,
  AlertChanges: alerts.AlertChanges,
  AckRequest: alerts.AckRequest,
  AckAnswer: alerts.AckAnswer,
  DrillStarted: alerts.DrillStarted,
  SilenceMatcher,
  SilenceDraft: alerts.SilenceDraft,
  SilenceView: alerts.SilenceView,
  SilenceList: alerts.SilenceList,
  SilenceSaved: alerts.SilenceSaved,
  PreviewRequest: alerts.PreviewRequest,
  SilencePreview: alerts.SilencePreview,
  Webhook,
  WebhookStored: alerts.WebhookStored,
  Overview: overview.Overview,
  Session: overview.Session,
  SourceView: sources.SourceView,
  SourceList: sources.SourceList,
  EffectiveConfig,
  AlertView: world.AlertView,
  UpstreamView: world.UpstreamView,
  World: world.World,
  Snapshot: world.Snapshot,
  ToastReport,
  Problem,
  Health,
  ReadinessReport,
} as const satisfies Record<string, z.ZodMiniType>

/** Frames by their `op`, from the browser. */
export const CLIENT_FRAMES = {
  hello: client.Hello,
  subscribe: client.Subscribe,
  unsubscribe: client.Unsubscribe,
  ping: client.Ping,
  receipt: client.Receipt,
} as const satisfies Record<client.ClientFrame['op'], z.ZodMiniType>

/** Frames by their `op`, from the server. */
export const SERVER_FRAMES = {
  welcome: server.Welcome,
  subscribed: server.Subscribed,
  events: server.Events,
  lagged: server.Lagged,
  pong: server.Pong,
  heartbeat: server.Heartbeat,
  error: server.StreamError,
  goodbye: server.Goodbye,
} as const satisfies Record<server.ServerFrame['op'], z.ZodMiniType>

export type SchemaName = keyof typeof HTTP_SCHEMAS

/** JSON Schemas of a set of named schemas that refer to one another under `#/components/schemas/`. */
export function toComponentSchemas(
  named: Readonly<Record<string, z.ZodMiniType>>,
  target: 'draft-2020-12' | 'draft-7',
): Record<string, object> {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, { target, io: 'input', uri: (id) => `#/components/schemas/${id}` })
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _schema, $id: _id, ...schema }]) => [id, schema]),
  )
}
