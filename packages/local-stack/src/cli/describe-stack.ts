// What the terminal shows once everything runs.
import { toString as drawQr } from 'qrcode'
import { type Environment, hasRealMail } from '../stack/environment.ts'
import type { StackInfo } from '../stack/stack-info.ts'
import type { Pairing } from './create-pairing.ts'

type Situation = {
  pairing: Pairing | null
  stackFile: string
  env?: Environment
  /** False once the owner has another password than the account was made with: nobody else knows it. */
  firstPassword?: boolean
}

export async function describeStack(
  info: StackInfo,
  { pairing, stackFile, env = {}, firstPassword = true }: Situation,
): Promise<string> {
  const lines = [
    '',
    'Maguey is running.',
    '',
    `  Shop             ${info.shopUrl}`,
    `  Scanner          ${info.scannerUrl}`,
    `  Back office      ${info.backOfficeUrl}`,
    `    sign in with   ${info.manager.email}   ${firstPassword ? info.manager.password : '(the password that was set there)'}`,
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
    hasRealMail(env)
      ? `  Mail             goes out through ${env.RESEND_API_KEY ? 'Resend' : 'SMTP'}`
      : `  Inbox            ${inboxUrl}/inbox`,
    env.STRIPE_SECRET_KEY
      ? `  Stripe           the real one; for its events run: stripe listen --forward-to ${webhookUrl}`
      : `  Stripe simulator ${stripeUrl}   (card 4242 4242 4242 4242 pays)`,
    ...(env.SUPABASE_URL ? [`  Supabase         ${env.SUPABASE_URL}`] : []),
  ]
}

/** With `--lan`: how a phone connects. */
export async function describeLan(
  { setupUrl = '', shopUrl }: StackInfo,
  lan: { fingerprint: string; isNew: boolean; others: readonly string[] },
): Promise<string> {
  const lines = [
    '',
    await draw(setupUrl),
    `  First, once for each phone in this network: scan this, or open ${setupUrl}`,
    `  and install the certificate. Its fingerprint begins with ${lan.fingerprint.slice(0, 23)}`,
    ...(lan.isNew
      ? ['  It is new: phones that trusted an earlier one must install this one.']
      : []),
    ...(lan.others.length > 0
      ? [
          `  A phone in another network? This machine is also ${lan.others.join(', ')}: MAGUEY_LAN_HOST`,
        ]
      : []),
    '',
    await draw(shopUrl),
    `  The shop: ${shopUrl}`,
  ]
  return lines.join('\n')
}

export async function describePairing(pairing: Pairing): Promise<string[]> {
  return [await draw(pairing.link), `  ${pairingLine(pairing)}`]
}

/** For a log, where nobody can scan a QR code. */
export function pairingLine({ code, link, eventName }: Pairing): string {
  return `Pair a door phone for ${eventName}: scan this, or open ${link}
  or type the code ${code.slice(0, 4)} ${code.slice(4)} in the scanner. It works once; the next one is shown here in time.`
}

const draw = (text: string) =>
  drawQr(text, { type: 'terminal', small: true, errorCorrectionLevel: 'L' })
