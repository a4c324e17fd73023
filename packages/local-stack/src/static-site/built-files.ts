// Reads the files of a built app, and keeps them in memory, compressed, until they change on disk.
import { readFile, stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

export type Encoding = 'br' | 'gzip' | 'identity'

export type BuiltFile = {
  type: string
  etag: string
  body(encoding: Encoding): Promise<Buffer>
  compressible: boolean
}

/** Changes the content of a file on its way out. */
export type Rewrite = (name: string, content: Buffer) => Promise<Buffer>

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
}

const compressible = /^(text|application)\/|svg/

const compressors: Record<Exclude<Encoding, 'identity'>, (content: Buffer) => Promise<Buffer>> = {
  br: (content) =>
    promisify(brotliCompress)(content, {
      params: {
        // 11 takes seconds for a megabyte of WebAssembly; the result of 6 is only a few percent larger.
        [constants.BROTLI_PARAM_QUALITY]: 6,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    }),
  gzip: (content) => promisify(gzip)(content),
}

export class BuiltFiles {
  readonly #folder: string
  readonly #rewrite: Rewrite
  readonly #files = new Map<string, BuiltFile>()

  constructor(folder: string, rewrite: Rewrite = async (_, content) => content) {
    this.#folder = folder
    this.#rewrite = rewrite
  }

  /** @param path of a URL, decoded. null: no such file, or a path outside the folder. */
  async find(path: string): Promise<BuiltFile | null> {
    const name = normalize(path).replace(/^[\\/]+/, '')
    if (name === '' || name.split(sep).includes('..') || name.includes('\0')) return null
    const found = await stat(join(this.#folder, name)).catch(() => null)
    if (!found?.isFile()) return null
    const version = `${Math.trunc(found.mtimeMs).toString(36)}-${found.size.toString(36)}`
    const key = `${name}?${version}`
    const known = this.#files.get(key)
    if (known) return known
    const file = await this.#load(name, version)
    this.#files.set(key, file)
    return file
  }

  async #load(name: string, version: string): Promise<BuiltFile> {
    const content = await this.#rewrite(name, await readFile(join(this.#folder, name)))
    const type = types[extname(name)] ?? 'application/octet-stream'
    const bodies = new Map<Encoding, Promise<Buffer>>()
    return {
      type,
      etag: `W/"${version}-${content.length.toString(36)}"`,
      compressible: compressible.test(type) && content.length > 1000,
      body(encoding) {
        const making =
          bodies.get(encoding) ??
          (encoding === 'identity' ? Promise.resolve(content) : compressors[encoding](content))
        bodies.set(encoding, making)
        return making
      },
    }
  }
}
