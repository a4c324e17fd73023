// Calls the worker function again and again, as pg_cron does on hosted Supabase.

export type WorkerResult = Record<string, number>

export type WorkerLoop = {
  /** Runs once, now; never two at a time. Throws when the worker answers with an error. */
  runNow(): Promise<WorkerResult>
  stop(): Promise<void>
}

export function startWorkerLoop(options: {
  call: () => Promise<Response>
  /** Null: it runs only on `runNow`. */
  pauseMs: number | null
  onError: (error: Error) => void
}): WorkerLoop {
  let stopped = false
  let last: Promise<unknown> = Promise.resolve()
  let timer: NodeJS.Timeout | null = null

  const runNow = () => {
    const run = last.then(() => runOnce(options.call))
    last = run.catch(() => {})
    return run
  }
  const { pauseMs } = options
  const schedule = () => {
    if (stopped || pauseMs === null) return
    timer = setTimeout(() => {
      runNow().catch(options.onError).finally(schedule)
    }, pauseMs)
    timer.unref()
  }
  schedule()
  return {
    runNow,
    async stop() {
      stopped = true
      if (timer) clearTimeout(timer)
      await last
    },
  }
}

async function runOnce(call: () => Promise<Response>): Promise<WorkerResult> {
  const response = await call()
  if (response.ok) return (await response.json()) as WorkerResult
  throw new Error(`the worker answered ${response.status}`)
}
