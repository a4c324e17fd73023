// What the settings page calls in the database.
import { callSql } from '@maguey/wire/call'
import {
  type ClubSettings,
  changeClubSettings,
  clubSettings,
  type FirstSteps,
  readFirstSteps,
  type SettingsChange,
} from '@maguey/wire/club'
import { type ApiPorts, callApi } from '@maguey/wire/endpoint'
import type { Answer } from '@maguey/wire/failure'
import type { SupabaseClient } from '@supabase/supabase-js'
import { bearerOf } from '#shared/rpc/bearer.ts'

export type ClubApi = {
  read: () => Promise<Answer<ClubSettings>>
  change: (changes: SettingsChange) => Promise<Answer<ClubSettings>>
  steps: () => Promise<Answer<FirstSteps>>
}

export const createClubApi = (client: SupabaseClient, ports: ApiPorts): ClubApi => ({
  read: () => callSql(client, clubSettings, undefined),
  change: (changes) => callSql(client, changeClubSettings, changes),
  steps: async () => callApi(ports, readFirstSteps, { bearer: await bearerOf(client) }),
})
