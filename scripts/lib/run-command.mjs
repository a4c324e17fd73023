// Runs another program and waits for it; shows progress while it works, and its output when it fails.
import { spawn } from 'node:child_process'
import { platform } from 'node:os'

const signOfLifeMs = 5000

/**
 * @param {string} label what is being done, for people to read
 * @param {string} command a path, or a name on PATH; on Windows npx is a .cmd file, which only a shell can start
 * @param {readonly string[]} args
 * @param {{cwd: string, env?: NodeJS.ProcessEnv, onProgress: (line: string) => void}} options
 * @returns {Promise<void>} rejects with the last lines of output when the program fails
 */
export async function runCommand(label, command, args, { cwd, env = process.env, onProgress }) {
  const startedMs = Date.now()
  const seconds = () => `${Math.round((Date.now() - startedMs) / 1000)} s`
  let output = ''
  const sign = () => onProgress(`${label} … ${seconds()}  ${lastLine(output)}`.trimEnd())
  const timer = setInterval(sign, signOfLifeMs)
  onProgress(`${label} …`)
  const child = spawn(command, args, {
    cwd,
    env,
    shell: platform() === 'win32' && command === 'npx',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const keep = (chunk) => {
    output = (output + chunk).slice(-8000)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  try {
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (exit, signal) => resolve(exit ?? signal))
    })
    if (code !== 0) throw new Error(`${label} failed (${code}).\n${output.trim()}`)
  } finally {
    clearInterval(timer)
  }
}

/** The program's last line of output, without colours and short enough for one line. */
function lastLine(output) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: an escape sequence begins with a control character.
  const plain = output.replace(/\u001b\[[0-9;]*[A-Za-z]/g, '')
  const lines = plain.split(/[\r\n]/).filter((line) => line.trim() !== '')
  return (lines.at(-1) ?? '').trim().slice(0, 70)
}
