// What the terminal shows once everything runs.
import { toString as drawQr } from 'qrcode'
import type { Environment } from '../stack/environment.ts'
import type { StackInfo } from '../stack/stack-info.ts'
import type { Pairing } from './create-pairing.ts'

export async function describeStack(
  info: StackInfo,
  pairing: Pairing | null,
  stackFile: string,
  env: Environment = {},
): Promise<string> {
  const lines = [
    '',
    'Maguey is running.',
    '',
    `  Shop             ${info.shopUrl}`,
    `  Scanner          ${info.scannerUrl}`,
    `  Back office      ${info.backOfficeUrl}`,
    `    sign in with   ${info.manager.email}   ${info.manager.password}`,
    `  API              ${info.apiUrl}/api/events`,
    ...describeServices(info, env),
    `  All addresses and keys for tools: ${stackFile}`,
    '',
    ...(pairing
      ? await describePairing(pairing)
      : ['No night is on, so there is nothing to pair for.']),
    '',
    'Ctrl-C stops everything; the data stays. `npm start -- --reset` begins anew.',
  ]
  return lines.join('\n')
}

function describeServices({ inboxUrl, stripeUrl, webhookUrl }: StackInfo, env: Environment) {
  return [
    env.RESEND_API_KEY
      ? '  Mail             goes out through Resend'
      : `  Inbox            ${inboxUrl}/inbox`,
    env.STRIPE_SECRET_KEY
      ? `  Stripe           the real one; for its events run: stripe listen --forward-to ${webhookUrl}`
      : `  Stripe simulator ${stripeUrl}   (card 4242 4242 4242 4242 pays)`,
    ...(env.SUPABASE_URL ? [`  Supabase         ${env.SUPABASE_URL}`] : []),
  ]
}

async function describePairing({ code, link, eventName }: Pairing): Promise<string[]> {
  return [
    await drawQr(link, { type: 'terminal', small: true, errorCorrectionLevel: 'L' }),
    `  Pair a door phone for ${eventName}: scan this, or open ${link}`,
    `  or type the code ${code.slice(0, 4)} ${code.slice(4)} in the scanner. It works once, for 10 minutes.`,
  ]
}
