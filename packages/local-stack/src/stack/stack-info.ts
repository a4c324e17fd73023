// stack.json: the addresses and credentials of a running stack, for tests and tools.
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writePrivateJson } from '../database/secrets.ts'

export type StackInfo = {
  /** Has /functions/v1, /rest/v1, /auth/v1, /storage/v1, /realtime/v1 under it, and /api for the API function. */
  apiUrl: string
  shopUrl: string
  scannerUrl: string
  backOfficeUrl: string
  inboxUrl: string
  stripeUrl: string
  databaseUrl: string
  publishableKey: string
  secretKey: string
  /** Where Stripe sends its events. */
  webhookUrl: string
  webhookSecret: string
  /** Bearer token of the worker function. */
  workerSecret: string
  /** The first account, with the password that it was made with; its owner may have another one by now. */
  manager: { email: string; password: string }
  /** On this machine, without encryption: for programs that don't trust the stack's authority. */
  local: { apiUrl: string; inboxUrl: string; stripeUrl: string }
  /** With `--lan`: all addresses above are https, vouched for by this authority (a PEM file). */
  authorityFile?: string
  /** With `--lan`: the page that sets up a phone to trust it. */
  setupUrl?: string
}

const fileOf = (dataDir: string) => join(dataDir, 'stack.json')

export async function publishStackInfo(dataDir: string, info: StackInfo): Promise<void> {
  await writePrivateJson(fileOf(dataDir), { ...info, pid: process.pid })
}

export async function withdrawStackInfo(dataDir: string): Promise<void> {
  await rm(fileOf(dataDir), { force: true })
}
