import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig, type PluginOption } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { appPartsPlugin } from './tools/app-parts-plugin.ts'
import { eagerCompilePlugin } from './tools/eager-compile-plugin.ts'
import { iconsPlugin } from './tools/icons-plugin.ts'
import { messagesPlugin } from './tools/messages-plugin.ts'

/** The browser's own Host is kept: the server trusts sign-ins from the address that the person sees. */
const toServer = { target: 'http://localhost:4000', changeOrigin: false }
const proxy = { '/api': toServer, '/health': toServer }

/** In the mode `gallery` the app runs on services in memory, see src/testing/gallery. No build contains it. */
const galleryPlugin = (): PluginOption => ({
  name: 'edutrack-gallery',
  apply: 'serve',
  transformIndexHtml: {
    order: 'pre',
    handler: (html) => html.replace('/src/main.tsx', '/src/testing/gallery/main.tsx'),
  },
})

const appParts = appPartsPlugin()

export default defineConfig(({ mode }) => ({
  root: import.meta.dirname,
  plugins: [
    react(),
    messagesPlugin(),
    iconsPlugin(),
    eagerCompilePlugin(),
    appParts,
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/service-worker',
      filename: 'service-worker.ts',
      // The page registers it itself and offers its updates (platform/app-update.ts); the manifest is a file of public/.
      injectRegister: false,
      manifest: false,
      injectManifest: {
        globPatterns: ['**/*.{html,js,css,webmanifest,svg,png,woff2}'],
        // The browser itself fetches large icons, when the app is installed.
        globIgnores: ['**/*.map', 'service-worker.js', 'icons/*-512.png'],
        manifestTransforms: [(files) => appParts.markParts(files)],
        maximumFileSizeToCacheInBytes: 1_000_000,
      },
    }),
    ...(mode === 'gallery' ? [galleryPlugin()] : []),
  ],
  // RxJS as today's browsers read it; its default is for those of 2015, with helpers that they need.
  // What makes observables of anything (of, from, fromEvent, startWith) is half of it: the first script does without.
  resolve: {
    conditions: ['es2015', ...defaultClientConditions],
    // A stand-in for Reacts that lack it; ours does not.
    alias: [{ find: /^use-sync-external-store\/shim(\/index\.js)?$/, replacement: 'react' }],
  },
  // Found at the start rather than one by one as lazy screens are opened, each time with a reload.
  optimizeDeps: { entries: ['index.html', 'src/**/*.tsx'] },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: ['chrome100', 'safari16.4', 'firefox115'],
    assetsDir: 'assets',
    // A picture inlined into a script is downloaded by those who never see it.
    assetsInlineLimit: 0,
    sourcemap: true,
    // Browsers that don't know preloading go without.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // Names stand in the shell's list of what each screen needs: short ones.
        assetFileNames: ({ names: [name = ''] }) =>
          name.startsWith('shared~') ? 'assets/shared-[hash][extname]' : 'assets/[name]-[hash][extname]',
        chunkFileNames: ({ name }) => `assets/${name.startsWith('shared~') ? 'shared' : name}-[hash].js`,
        codeSplitting: {
          groups: [
            // All that the first screen waits for, in one request.
            { name: 'shell', tags: ['$initial'] },
            // What all screens at the door have, and what that is made of, which others find there: put together by need alone, small words would come with those of teaching.
            { name: 'door', test: /[\\/]features[\\/]sign-in[\\/](use-door-form|door-|password-field)/ },
            // What is told above every screen, fetched after the first: put together by need alone, it would come with parts of teaching.
            { name: 'notices', test: /[\\/]app[\\/](shell-notices|troubles)/ },
            // It asks for all editors of questions: put together with what learners' screens share, it would bring them to every phone.
            {
              name: 'new-question',
              test: /[\\/](parts[\\/]new-question|question-types[\\/]start-of)/,
              includeDependenciesRecursively: false,
            },
            // Icons, messages and parts that several screens share, by who needs them. Small ones are put together; with larger merges the first screen would load what only instructors see.
            {
              name: 'shared',
              test: /virtual:(icon|messages)|[\\/]pwa[\\/]src[\\/](ui|parts)[\\/]/,
              entriesAware: true,
              entriesAwareMergeThreshold: 1_500,
            },
          ],
        },
      },
    },
    manifest: true,
  },
  server: { port: 5173, proxy },
  preview: { port: 4173, proxy },
}))
