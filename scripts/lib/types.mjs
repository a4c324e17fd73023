// Type-checks every TypeScript project of the workspace, as many at a time as there are cores.
import { readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { root, runAll, runTool } from './tools.mjs'

/** Every tsconfig of the workspace: one per context (page, worker, service worker, Node). */
const projects = () =>
  ['apps', 'packages']
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
    .concat('functions', 'tests', 'bench')
    .flatMap((folder) =>
      readdirSync(join(root, folder))
        .filter((name) => /^tsconfig.*\.json$/.test(name))
        .map((name) => `${folder}/${name}`),
    )

/**
 * Incremental: files that have not changed since the last time are not checked again.
 * @param {(project: string, ok: boolean, lines: string[]) => void} onResult
 */
export async function checkTypes(onResult) {
  const check = async (project) => {
    const buildInfo = join('.cache/types', `${project.replaceAll('/', '-')}.tsbuildinfo`)
    const lines = []
    const args = ['--noEmit', '-p', project, '--incremental', '--tsBuildInfoFile', buildInfo]
    const ok = await runTool('tsc', args, { onLine: (line) => lines.push(line) })
    onResult(project, ok, lines)
  }
  await runAll(
    projects().map((project) => () => check(project)),
    availableParallelism(),
  )
}
