// Passwords: redeeming a link, requesting a new one, changing one's own.
import { callSql } from '@maguey/wire/call'
import { type ApiPorts, callApi } from '@maguey/wire/endpoint'
import type { Answer } from '@maguey/wire/failure'
import { changeOwnPassword, forgotPassword, setPassword } from '@maguey/wire/staff-managing'
import type { SupabaseClient } from '@supabase/supabase-js'
import { getLocale } from '#i18n'

export type AccountApi = {
  redeem: (token: string, password: string) => Promise<Answer<{ email: string }>>
  forgot: (email: string) => Promise<Answer<unknown>>
  change: (
    current: string,
    next: string,
  ) => Promise<Answer<{ changed: boolean; code?: string | undefined }>>
}

export function createAccountApi(client: SupabaseClient, ports: ApiPorts): AccountApi {
  return {
    redeem: (token, password) => callApi(ports, setPassword, { body: { token, password } }),
    forgot: (email) => callApi(ports, forgotPassword, { body: { email, locale: getLocale() } }),
    change: (current, next) => callSql(client, changeOwnPassword, { current, next }),
  }
}
