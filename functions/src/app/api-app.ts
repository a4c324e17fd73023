// The public API: events, orders, tickets, devices, and the mail provider's reports.
import { Hono } from 'hono'
import type { Dependencies } from '../dependencies.ts'
import type { AppEnvironment } from './app-environment.ts'
import { applePassRoutes } from './apple-pass-routes.ts'
import { clubRoutes } from './club-routes.ts'
import { createApp } from './create-app.ts'
import { deskRoutes } from './desk-routes.ts'
import { deviceRoutes } from './device-routes.ts'
import { eventRoutes } from './event-routes.ts'
import { findRoutes } from './find-routes.ts'
import { mailRoutes } from './mail-routes.ts'
import { orderRoutes } from './order-routes.ts'
import { passRoutes } from './pass-routes.ts'
import { promoterRoutes } from './promoter-routes.ts'
import { recordRoutes } from './record-routes.ts'
import { returnRoutes } from './return-routes.ts'
import { stockRoutes } from './stock-routes.ts'
import { ticketRoutes } from './ticket-routes.ts'
import { transferRoutes } from './transfer-routes.ts'
import { waitingRoutes } from './waiting-routes.ts'

const MAX_BODY_BYTES = 16 * 1024

/** Mounted at `/api`, which is also the first part of the path that Supabase hands to a function of that name. */
export function createApiApp(deps: Dependencies): Hono<AppEnvironment> {
  const api = new Hono<AppEnvironment>()
    .get('/health', async (context) => {
      const events = await deps.database.listEvents()
      const status = events.ok ? 'ok' : 'degraded'
      return context.json(
        { status, database: events.ok ? 'ok' : 'unavailable' },
        events.ok ? 200 : 503,
      )
    })
    .route('/', eventRoutes(deps))
    .route('/', orderRoutes(deps))
    .route('/', ticketRoutes(deps))
    .route('/', passRoutes(deps))
    .route('/', applePassRoutes(deps))
    .route('/', findRoutes(deps))
    .route('/', transferRoutes(deps))
    .route('/', promoterRoutes(deps))
    .route('/', waitingRoutes(deps))
    .route('/', returnRoutes(deps))
    .route('/', deviceRoutes(deps))
    .route('/', stockRoutes(deps))
    .route('/', deskRoutes(deps))
    .route('/', recordRoutes(deps))
    .route('/', mailRoutes(deps))
    .route('/', clubRoutes(deps))
  const { shopUrl, scannerUrl, backOfficeUrl } = deps.settings
  const app = createApp(deps, {
    maxBodyBytes: MAX_BODY_BYTES,
    corsUrls: [shopUrl, scannerUrl, backOfficeUrl],
  })
  return app.route('/api', api)
}
