import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '@nobet/testkit'
import { findProgram, isRunnable } from '@nobet/testkit/servers'
import { runProgram, waitForHttp } from './process.ts'

export interface ReverseProxy {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** `NOBET_NGINX`, or the one on this machine; `undefined` when there is none. */
export function findNginx(): string | undefined {
  const named = process.env['NOBET_NGINX'] ?? ''
  return named !== '' && isRunnable(named) ? named : findProgram('nginx')
}

/** A real nginx before the panel, with the very lines the operations guide gives. */
export async function startNginx(program: string, panelPort: number, basePath: string): Promise<ReverseProxy> {
  const port = await freePort()
  const folder = await mkdtemp(join(tmpdir(), 'nobet-nginx-'))
  const file = join(folder, 'nginx.conf')
  await writeFile(file, toConfiguration({ folder, port, panelPort, basePath }))
  const running = runProgram(program, ['-e', 'stderr', '-c', file])
  const url = `http://127.0.0.1:${port}`
  await waitForHttp(`${url}${basePath}/healthz`, running)
  return {
    url,
    async stop() {
      await running.kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

interface Site {
  readonly folder: string
  readonly port: number
  readonly panelPort: number
  readonly basePath: string
}

const toConfiguration = ({ folder, port, panelPort, basePath }: Site): string => `
daemon off;
master_process off;
pid ${folder}/nginx.pid;
error_log stderr warn;
events { worker_connections 128; }
http {
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join('\n  ')}
  server {
    listen 127.0.0.1:${port};
    location ${basePath}/ {
      proxy_pass http://127.0.0.1:${panelPort};
      proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection "upgrade";
      proxy_set_header Host $http_host;
      proxy_buffering off;
      proxy_read_timeout 60s;
    }
  }
}
`
