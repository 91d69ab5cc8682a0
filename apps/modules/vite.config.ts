import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  ssr: { noExternal: [/^@nobet\//], target: 'node' },
  build: { ssr: 'src/main.ts', target: 'node20', outDir: 'dist', sourcemap: true, emptyOutDir: false },
})
