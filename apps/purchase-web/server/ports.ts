// What the shop's server is given: the built page, the nights, a place for pictures, and nothing global.
import type { RateDependencies } from '@maguey/functions/app/limit-rate'
import type { Dependencies } from '@maguey/functions/dependencies'
import type { Clock } from '@maguey/functions/ports/clock'
import type { ShopBuild } from './shop-server.d.ts'

/** Pictures that are made once. Both may reject: then a picture is made again. */
export type PictureStore = {
  find(name: string): Promise<Uint8Array<ArrayBuffer> | null>
  keep(name: string, picture: Uint8Array<ArrayBuffer>): Promise<void>
}

export type ShopSettings = RateDependencies['settings'] & {
  /** Where customers are: canonical addresses begin with it. */
  shopUrl: string
  /** The API as a browser reaches it, for the policy and for stored posters. */
  apiUrl: string
  /** The same as this server reaches it. */
  supabaseUrl: string
  /** False in development, whose tools need what the policy forbids. */
  strictPolicy: boolean
}

export type ShopDependencies = Pick<Dependencies, 'log' | 'clientAddress'> & {
  settings: ShopSettings
  database: Pick<
    Dependencies['database'],
    'listEvents' | 'readEventFeed' | 'readAvailability' | 'readClub' | 'takeRateToken'
  >
  build: ShopBuild
  pictures: PictureStore
  clock: Clock
  fetch: typeof fetch
}
