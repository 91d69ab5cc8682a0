/** What the product promises. Scenarios cite these ids; a requirement that no scenario cites fails a test. */
export const REQUIREMENTS = {
  'ROAD-1': 'Events of real modules appear in the panel as they happen',
  'ROAD-2': 'A killed module turns its card within two probe intervals, with toast and event, and comes back',
  'ROAD-3':
    'A cut socket is shown, SSE carries on, then long poll, then stale with nothing green; it climbs back by itself',
  'ROAD-4': 'Over all of that no event is missing and none is doubled',
  'ROAD-5': 'A restarted panel shows a new epoch and says what is lost',
  'ROAD-6': 'Any MCP server is probed and its tools are listed, configured by environment alone',
  'ROAD-7': 'The panel works on a sub-path behind a reverse proxy',
  'ROAD-8': 'When a proxy blocks the upgrade the panel says what to set in the proxy',
  'UI-1': 'Every screen passes axe in both themes and both languages',
  'UI-2': 'Nothing scrolls sideways at 360 px',
  'UI-3': 'Every screen is a deep link and is reached by keyboard',
  'EVENTS-1': 'Events are filtered, paused, followed, opened and exported',
  'SAFE-1': 'A strict content security policy holds on every screen',
  'SAFE-2': 'A viewer cannot probe; foreign hosts and origins are refused',
  'BAD-1': 'Bad input at any door gets a clear answer, is counted, and disturbs nothing else',
  'BAD-2': 'A module that answers anything but MCP is shown for what it is, and disturbs nothing else',
  'ALERTS-1':
    'A module that hangs is an alert in every browser; one takes it, the others see that; its end ends the silence',
  'ALERTS-2': 'A tool that fails burns its budget: a toast, which its end replaces',
  'ALERTS-3': 'When Prometheus says nothing any more, the panel says that the monitor itself is blind',
  'ALERTS-4': 'A storm of alerts is a handful of toasts and a complete list',
  'ALERTS-5': 'An alert that comes and goes is one toast in its place',
  'ALERTS-6': 'An alert whose webhook is lost is found by asking',
  'ALERTS-7': 'While Alertmanager is gone the last known alerts stay and are called old',
  'ALERTS-8': 'While its own log is gone the page calls nothing true, and goes on by itself',
  'ALERTS-9': 'What one person takes leaves the screens of all, and returns when it is given back',
  'ALERTS-10': 'Of several tabs one sounds, and another when that is closed; each says whether it can wake anyone',
  'FIGURES-1': 'The figures of a test run are written for Prometheus and pushed; a push that fails fails no run',
  'FIGURES-2':
    "A module opened in a browser and an event published move the figures that Grafana's API gives, from the real Prometheus",
  'FIGURES-3':
    'While Prometheus hangs or is gone, panels keep their figures, say since when they are old, and come back by themselves',
  'FIGURES-4': 'One trace shows a published event from the publishing to the paint in a browser',
  'WORLD-1': 'The panel runs with no back end at all, in every world',
} as const
