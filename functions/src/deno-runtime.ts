// What we use of Deno: the only file that names its API.

/** Only the parts of Deno's API that we use, so that this file also type-checks on Node. */
type DenoRuntime = {
  env: { toObject(): Record<string, string> }
  serve(
    options: { port?: number; hostname?: string },
    handler: (
      request: Request,
      info: { remoteAddr: { hostname?: string } },
    ) => Response | Promise<Response>,
  ): unknown
}

export type App = { fetch(request: Request, env: unknown): Response | Promise<Response> }

const deno = () => (globalThis as unknown as { Deno: DenoRuntime }).Deno

export const denoEnvironment = (): Record<string, string> => deno().env.toObject()

/** Without a port the host picks its own, as Supabase and Deno Deploy do. */
export function serveApp(app: App, port: string | undefined, hostname: string): void {
  const where = port === undefined ? {} : { port: Number(port), hostname }
  deno().serve(where, (request, info) =>
    app.fetch(request, { remoteAddress: info.remoteAddr.hostname }),
  )
}
