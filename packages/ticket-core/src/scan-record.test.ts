// Tests of which scans take part in the merge as admissions.
import { expect, test } from 'vitest'
import { scanAdmits } from './scan-record.ts'
import type { ScanCode } from './verdict.ts'

const ADMITS: { readonly [Code in ScanCode]: boolean } = {
  ...{ admit: true, readmit: true, admit_unsynced: true, override: true, exit: false },
  ...{ unverified: false, already_used: false, wrong_event: false, wrong_gate: false },
  ...{ refunded: false, void: false, not_yet_valid: false, expired: false, forged: false },
  ...{ mistyped: false, not_a_ticket: false, unknown_ticket: false, revoked_device: false },
  ...{ let_in: true, turned_away: false, undo: false },
}

test.each(Object.entries(ADMITS))('%s admits on the way in: %s', (code, admits) => {
  expect(scanAdmits(code as ScanCode, 'in')).toBe(admits)
  expect(scanAdmits(code as ScanCode, 'out')).toBe(false)
})
