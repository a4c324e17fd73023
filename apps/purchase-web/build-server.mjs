// Bundles the shop's server into one file that runs on Deno: server/dist/index.js. The messages must be compiled.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = dirname(fileURLToPath(import.meta.url))

/** Files are read from the disk on Node and carried in the bundle everywhere else. */
const bundledAssets = {
  name: 'bundled-assets',
  setup(setup) {
    setup.onResolve({ filter: /\/share-assets\.ts$/ }, ({ resolveDir }) => ({
      path: join(resolveDir, 'share-assets.bundled.ts'),
    }))
  },
}

/** @returns {Promise<string>} the bundle's path */
export async function buildShopServer({ outdir = join(root, 'server/dist') } = {}) {
  const outfile = join(outdir, 'index.js')
  await build({
    entryPoints: [join(root, 'server/deno.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    conditions: ['worker', 'browser', 'module', 'import'],
    target: 'es2023',
    minify: true,
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.ttf': 'binary', '.woff2': 'binary', '.wasm': 'binary' },
    plugins: [bundledAssets],
    absWorkingDir: root,
    logLevel: 'warning',
  })
  return outfile
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(`${await buildShopServer()}\n`)
}
