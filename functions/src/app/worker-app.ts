// The worker: background jobs, called by cron with a secret.
import type { Hono } from 'hono'
import type { Dependencies } from '../dependencies.ts'
import { equalSecrets } from '../secrets.ts'
import { runWorker } from '../use-cases/run-worker.ts'
import { answerProblem } from './answer.ts'
import type { AppEnvironment } from './app-environment.ts'
import { createApp } from './create-app.ts'

const MAX_BODY_BYTES = 4 * 1024

export function createWorkerApp(deps: Dependencies): Hono<AppEnvironment> {
  const app = createApp(deps, { maxBodyBytes: MAX_BODY_BYTES })
  return app.post('/worker', async (context) => {
    const bearer = context.req.header('authorization')?.replace(/^Bearer /i, '') ?? ''
    // Without the secret, there is nothing here.
    if (!(await equalSecrets(bearer, deps.settings.workerSecret))) {
      return answerProblem(context, { code: 'not_found' })
    }
    return context.json(await runWorker(deps))
  })
}
