// Bundles each function into one file that runs on Deno: functions/dist/<name>/index.js. Prints the sizes.
import { mkdir, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const root = dirname(fileURLToPath(import.meta.url))
const names = ['api', 'stripe-webhook', 'worker']

/** Fonts are read from the disk on Node and carried in the bundle everywhere else. */
const bundledFonts = {
  name: 'bundled-fonts',
  setup(setup) {
    setup.onResolve({ filter: /\/read-fonts\.ts$/ }, ({ resolveDir }) => ({
      path: join(resolveDir, 'read-fonts.bundled.ts'),
    }))
  },
}

/**
 * `worker` and `browser` are the conditions that packages keep for "no Node here": Stripe, React and React Email all
 * have them. Not `deno`: React's server means Node by that.
 */
export async function buildFunctions({ outdir = join(root, 'dist') } = {}) {
  await rm(outdir, { recursive: true, force: true })
  const sizes = []
  for (const name of names) {
    const outfile = join(outdir, name, 'index.js')
    await mkdir(dirname(outfile), { recursive: true })
    await build({
      entryPoints: [join(root, name, 'index.ts')],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'browser',
      conditions: ['worker', 'browser', 'module', 'import'],
      target: 'es2023',
      minify: true,
      legalComments: 'none',
      jsx: 'automatic',
      define: { 'process.env.NODE_ENV': '"production"', 'process.env.NODE_DEBUG': 'undefined' },
      // SMTP is for Node only, where nothing is bundled; HTTP/2 is part of the runtime.
      external: ['nodemailer', 'node:http2'],
      loader: { '.ttf': 'binary' },
      plugins: [bundledFonts],
      absWorkingDir: root,
      logLevel: 'warning',
    })
    const bytes = await readFile(outfile)
    sizes.push({ name, outfile, bytes: bytes.length, gzipBytes: gzipSync(bytes).length })
  }
  return sizes
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { name, bytes, gzipBytes } of await buildFunctions()) {
    const kilobytes = (count) => `${Math.round(count / 1000)} kB`.padStart(8)
    process.stdout.write(`${name.padEnd(15)}${kilobytes(bytes)}${kilobytes(gzipBytes)} gzip\n`)
  }
}
