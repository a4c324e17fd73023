// Files of earlier versions, for pages opened before an update took over: their lazy screens still request the older
// build's file names, and neither the new precache nor the server has those any more.

const PREFIX = 'maguey-kept-assets-'

/** Even two deployments in one shift are a lot. */
const KEPT_VERSIONS = 2

const isAsset = (url: string): boolean => new URL(url).pathname.startsWith('/assets/')

/** Copies the precache before the new version's activation clears it. `nowMs` names the copy. */
export async function keepAssets(precacheName: string, nowMs: number): Promise<void> {
  const [from, to] = await Promise.all([
    caches.open(precacheName),
    caches.open(`${PREFIX}${String(nowMs).padStart(16, '0')}`),
  ])
  for (const request of await from.keys()) {
    const response = isAsset(request.url) ? await from.match(request) : undefined
    if (response) await to.put(request, response)
  }
  await dropOldCopies()
}

async function dropOldCopies(): Promise<void> {
  const copies = (await caches.keys()).filter((name) => name.startsWith(PREFIX)).sort()
  await Promise.all(copies.slice(0, -KEPT_VERSIONS).map((name) => caches.delete(name)))
}

/** For assets that aren't in this version's precache. */
export async function keptOrFetched(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreVary: true })) ?? (await fetch(request))
}
