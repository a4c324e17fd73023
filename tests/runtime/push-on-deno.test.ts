// The adapter of Apple's push service on Deno, as it is in the sources: over TLS, known by the pass's certificate.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import {
  makeCertificates,
  pemOf,
  type TestIdentity,
} from '@maguey/functions/testing/make-certificate'
import { expect, it } from 'vitest'
import { openApplePush } from '../contract/support/apple-push.ts'
import { denoBinary } from './deno-functions.ts'

const ADAPTER = fileURLToPath(
  new URL('../../functions/src/adapters/apple-push.ts', import.meta.url),
)
const TOPIC = 'pass.example.maguey'

it('is let in with the pass’s own certificate, and with no other', async () => {
  const [ours, strangers] = await Promise.all([makeCertificates(), makeCertificates()])
  const authority = pemOf(ours.authority.certificate, 'CERTIFICATE')
  const apple = await openApplePush(TOPIC, {
    cert: pemOf(ours.server.certificate, 'CERTIFICATE'),
    key: pemOf(ours.server.key, 'PRIVATE KEY'),
    ca: authority,
  })
  const folder = mkdtempSync(join(tmpdir(), 'maguey-push-'))
  try {
    expect(await pushOnDeno(folder, apple.url, authority, ours.pass)).toEqual([{ ok: true }])
    expect(await pushOnDeno(folder, apple.url, authority, strangers.pass)).toMatchObject([
      { ok: false, reason: 'apns_unreachable' },
    ])
    expect(apple.pushed).toHaveLength(1)
  } finally {
    rmSync(folder, { recursive: true, force: true })
    await apple.close()
  }
})

async function pushOnDeno(folder: string, base: string, authority: string, pass: TestIdentity) {
  const bytes = (der: Uint8Array) => `Uint8Array.from([${der.join()}])`
  const script = join(folder, 'push.ts')
  writeFileSync(
    script,
    `import { createApplePush } from ${JSON.stringify(ADAPTER)}
const signer = { certificate: ${bytes(pass.certificate)}, issuer: new Uint8Array(), key: ${bytes(pass.key)} }
const options = ${JSON.stringify({ base, passTypeId: TOPIC, authority })}
console.log(JSON.stringify(await createApplePush({ ...options, signer }).push(['${'ab'.repeat(32)}'])))
`,
  )
  const rights = ['--no-prompt', '--no-config', '--no-lock', '--no-remote', '--no-npm']
  const { stdout } = await promisify(execFile)(
    denoBinary(),
    ['run', ...rights, '--allow-net=localhost', script],
    { env: { ...process.env, DENO_DIR: folder, NO_COLOR: '1' } },
  )
  return JSON.parse(stdout)
}
