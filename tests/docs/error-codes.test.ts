// The register of error codes is complete: its page is current, SQL raises only listed codes with the listed status,
// and every code is used.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ERROR_STATUS, errorStatus, isErrorCode } from '@maguey/ticket-core/error-code'
import { ERROR_SENTENCES } from '@maguey/ticket-core/error-register'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The contents of all files with this ending under a folder of the repository, except tests and packages. */
function sources(folder: string, ending: RegExp): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      return ['node_modules', 'dist'].includes(entry.name) ? [] : sources(path, ending)
    }
    const isSource = ending.test(entry.name) && !entry.name.includes('.test.')
    return isSource ? [readFileSync(join(root, path), 'utf8')] : []
  })
}

const sql = sources('supabase/migrations', /\.sql$/).join('\n')
const raised = [...sql.matchAll(/internal\.fail\(\s*'([^']+)',\s*(\d{3})/g)].map(
  ([, code = '', status = '']) => ({ code, status: Number(status) }),
)

describe('error codes', () => {
  test('docs/error-codes.md is what the register says', () => {
    const script = join(root, 'scripts/error-codes.mjs')
    execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' })
  })

  test('SQL raises registered codes only, each with its status', () => {
    expect(raised.length).toBeGreaterThan(10)
    for (const { code, status } of raised) {
      expect({ code, status: isErrorCode(code) ? errorStatus(code) : null }).toEqual({
        code,
        status,
      })
    }
  })

  test('SQL raises an error through internal.fail only, so that none escapes the register', () => {
    const byHand = [...sql.matchAll(/raise exception\b[^;]*/g)].map(([statement]) => statement)
    expect(byHand.filter((statement) => !statement.includes("'PT' || p_status"))).toEqual([])
  })

  test('every registered code is raised or answered somewhere', () => {
    const all = sql + sources('functions', /\.tsx?$/).join('\n')
    const unused = Object.keys(ERROR_STATUS).filter((code) => !all.includes(`'${code}'`))
    expect(unused).toEqual([])
  })

  test.each(Object.entries(ERROR_SENTENCES))(
    '%s reads as a sentence in both languages',
    (code, entry) => {
      expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/)
      expect(isErrorCode(code) && errorStatus(code)).toBeGreaterThanOrEqual(400)
      expect(isErrorCode(code) && errorStatus(code)).toBeLessThan(600)
      for (const sentence of [entry.en, entry.es]) {
        expect(sentence).toMatch(/^\p{Lu}.*\.$/u)
        expect(sentence).not.toMatch(/[|\n_]/)
      }
      expect(entry.en).not.toBe(entry.es)
    },
  )
})
