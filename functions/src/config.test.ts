// The configuration names what is wrong with it, and never its values.
import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

const env = {
  SUPABASE_URL: 'http://127.0.0.1:54321/',
  SUPABASE_SECRET_KEY: 'sb_secret_x',
  STRIPE_SECRET_KEY: 'sk_test_x\n',
  STRIPE_WEBHOOK_SECRET: 'whsec_new, whsec_old\n',
  RESEND_API_KEY: 're_x',
  MAIL_FROM: 'Maguey <tickets@maguey.example>',
  SHOP_URL: 'https://shop.example',
  SCANNER_URL: 'https://door.example',
  BACK_OFFICE_URL: 'https://office.example',
  ORDER_TOKEN_SECRET: 'a-secret-for-the-tests',
  SIGNING_KEY: `K1:${Buffer.from(new Uint8Array(32).fill(255)).toString('base64url')}`,
  WORKER_SECRET: 'the-workers-own-secret',
}

function problemsOf(changes: Record<string, string | undefined>): string {
  try {
    readConfig({ ...env, ...changes })
    return ''
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.message
  }
}

describe('readConfig', () => {
  it('trims what people paste, splits rotated secrets, decodes the signing key', () => {
    const config = readConfig(env)
    expect(config.SUPABASE_URL).toBe('http://127.0.0.1:54321')
    expect(config.STRIPE_SECRET_KEY).toBe('sk_test_x')
    expect(config.STRIPE_WEBHOOK_SECRET).toEqual(['whsec_new', 'whsec_old'])
    expect(config.SIGNING_KEY).toEqual({ kid: 'K1', seed: new Uint8Array(32).fill(255) })
    expect(config.RESEND_API_BASE).toBe('https://api.resend.com')
  })

  it('names every missing key at once; a blank one is missing', () => {
    expect(problemsOf({ SHOP_URL: undefined, MAIL_FROM: '' })).toBe(
      'Configuration: MAIL_FROM is missing; SHOP_URL is missing',
    )
  })

  it('wants one way for mails: Resend or SMTP', () => {
    const wrong = 'Configuration: RESEND_API_KEY or SMTP_URL must be set, and not both'
    const SMTP_URL = 'smtps://maguey:secret@mail.example:465'
    expect(problemsOf({ RESEND_API_KEY: undefined })).toBe(wrong)
    expect(problemsOf({ SMTP_URL })).toBe(wrong)
    expect(problemsOf({ RESEND_API_KEY: undefined, SMTP_URL })).toBe('')
    expect(problemsOf({ RESEND_API_KEY: undefined, SMTP_URL: 'mail.example' })).toContain(
      'SMTP_URL must be smtp(s)://…',
    )
  })

  it('takes what Supabase’s own functions are given', () => {
    const { SUPABASE_SECRET_KEY: _key, ...hosted } = { ...env, SB_REGION: 'us-west-1' }
    const config = readConfig({ ...hosted, SUPABASE_SECRET_KEYS: '{"default":"sb_secret_y"}' })
    expect(config.SUPABASE_SECRET_KEY).toBe('sb_secret_y')
    expect(config.TRUSTED_ADDRESS_HEADER).toBe('cf-connecting-ip')
    expect(readConfig({ ...hosted, SUPABASE_SERVICE_ROLE_KEY: 'ey' }).SUPABASE_SECRET_KEY).toBe(
      'ey',
    )
    expect(() => readConfig(hosted)).toThrow('SUPABASE_SECRET_KEY is missing')
    expect(readConfig(env).TRUSTED_ADDRESS_HEADER).toBeUndefined()
  })

  it('tells no value', () => {
    const message = problemsOf({
      SIGNING_KEY: 'K1:not-a-seed',
      ORDER_TOKEN_SECRET: 'short',
      SHOP_URL: 'ftp://x',
    })
    expect(message).toContain('SIGNING_KEY must be')
    expect(message).toContain('ORDER_TOKEN_SECRET must have')
    expect(message).toContain('SHOP_URL must be')
    expect(message).not.toMatch(/not-a-seed|short|ftp/)
  })
})
