// Types of build.mjs, for the tests that run what it builds.
export type FunctionBundle = {
  name: 'api' | 'stripe-webhook' | 'worker'
  outfile: string
  bytes: number
  gzipBytes: number
}

/** Bundles all functions; `outdir` is emptied first. Default: functions/dist. */
export function buildFunctions(options?: { outdir?: string }): Promise<FunctionBundle[]>
