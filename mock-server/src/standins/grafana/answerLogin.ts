import type { Answer } from '../http/answer.ts'
import type { Board } from './board.ts'

/** Where Grafana sends whoever asks for a page without being signed in. */
export function toLogin(): Answer {
  return {
    status: 302,
    headers: { 'cache-control': 'no-store', 'content-type': 'text/html; charset=utf-8', location: '/login' },
    body: '<a href="/login">Found</a>.\n\n',
  }
}

/** A person who follows a link to a board learns what this is. */
export function answerLogin(boards: readonly Board[]): Answer {
  const titles = boards.map(({ title }) => `<li>${escapeHtml(title)}</li>`).join('')
  const body = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Grafana stand-in</title>
<h1>This is a stand-in for Grafana</h1>
<p>It answers Grafana's HTTP API on a machine that has no Grafana, and draws no pages. The boards it serves:</p>
<ul>${titles}</ul></html>
`
  return { status: 200, headers: { 'cache-control': 'no-store', 'content-type': 'text/html; charset=utf-8' }, body }
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0) ?? 0};`)
}
