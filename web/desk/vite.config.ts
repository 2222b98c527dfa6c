/** Builds the desk into dist/desk, which the server serves below /desk. */
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/desk/',
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL('../../dist/desk', import.meta.url)),
    emptyOutDir: true,
    manifest: true,
    // The server allows no inline content, so small files are not inlined either.
    assetsInlineLimit: 0,
    target: 'es2022',
  },
})
