// Counts tests from the JSON reports of Vitest and Playwright. A suite that ran nothing, or crashed, has failed.
import { existsSync, readFileSync } from 'node:fs'
import { root } from './tools.mjs'

export class Tally {
  passed = 0
  /** @type {{ title: string, why?: string }[]} */
  failures = []
  /** @type {string[]} with the reason, if the test gives one */
  skipped = []

  count(name, ok) {
    if (ok) this.passed += 1
    else this.failures.push({ title: name })
  }

  /** @param {'vitest' | 'playwright'} tool */
  countReport(tool, name, ok, file) {
    if (!existsSync(file)) return this.count(`${name}: no report`, false)
    const report = JSON.parse(readFileSync(file, 'utf8'))
    const { passed, failed, skipped } =
      tool === 'vitest' ? readVitest(report) : readPlaywright(report)
    this.passed += passed
    for (const { title, why } of failed) this.failures.push({ title: `${name}: ${title}`, why })
    for (const title of skipped) this.skipped.push(`${name}: ${title}`)
    if (passed + failed.length + skipped.length === 0) this.count(`${name}: ran no test`, false)
    else if (!ok && failed.length === 0) this.count(`${name}: failed outside its tests`, false)
  }

  /** The closing lines; the very last one is also for machines. */
  print() {
    for (const title of this.skipped) console.log(`  skipped: ${title}`)
    for (const { title, why } of this.failures) {
      console.log(`  failed: ${title}`)
      // Here too: what was printed as it happened is thousands of lines up, and a log may be cut.
      if (why) console.log(beginningOf(why))
    }
    const tail = this.skipped.length > 0 ? `, ${this.skipped.length} skipped` : ''
    console.log(`${this.passed} passed, ${this.failures.length} failed${tail}`)
  }
}

const ANSI = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g')

function beginningOf(why) {
  const lines = why.replace(ANSI, '').split('\n')
  const told = lines.filter((line) => line.trim() !== '').slice(0, 16)
  return told.map((line) => `      ${line.slice(0, 200)}`).join('\n')
}

function readVitest(report) {
  const tests = report.testResults.flatMap((file) => file.assertionResults)
  const broken = report.testResults
    .filter((file) => file.status === 'failed' && !file.assertionResults.some(isFailed))
    .map((file) => ({ title: file.name.replace(root, ''), why: file.message }))
  const titled = (which) => tests.filter(which).map((test) => test.fullName)
  return {
    passed: titled((test) => test.status === 'passed').length,
    failed: [
      ...tests
        .filter(isFailed)
        .map(({ fullName, failureMessages }) => ({ title: fullName, why: failureMessages?.[0] })),
      ...broken,
    ],
    skipped: titled((test) => test.status !== 'passed' && test.status !== 'failed'),
  }
}

const isFailed = (test) => test.status === 'failed'

function readPlaywright(report) {
  const found = { passed: 0, failed: [], skipped: [] }
  const visit = (suite) => {
    for (const spec of suite.specs ?? []) for (const test of spec.tests) addTest(found, spec, test)
    for (const inner of suite.suites ?? []) visit(inner)
  }
  for (const suite of report.suites) visit(suite)
  for (const error of report.errors ?? []) {
    if (found.failed.length === 0) found.failed.push({ title: 'an error', why: error.message })
  }
  return found
}

/** A test that only passed on a retry counts as failed: flaky means broken. */
function addTest(found, spec, test) {
  const title = test.projectName ? `${test.projectName}: ${spec.title}` : spec.title
  if (test.status === 'skipped') {
    const reason = test.annotations?.find(({ type }) => type === 'skip')?.description
    found.skipped.push(reason ? `${title} (${reason})` : title)
  } else if (test.status === 'expected') found.passed += 1
  else found.failed.push({ title, why: whyOf(test.results.at(-1)) })
}

/** Where it stopped, and the error; of several the first is the cause. */
function whyOf(result) {
  const [error] = result?.errors ?? []
  const at = error?.location
    ? `${error.location.file}:${error.location.line}`.replace(root, '')
    : ''
  return [at, error?.message ?? ''].join('\n')
}
