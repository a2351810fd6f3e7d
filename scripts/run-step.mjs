import { spawn } from 'node:child_process'

/**
 * Runs a program with its output on this terminal, and says every ten seconds that it still works.
 * @param {string} title what a newcomer reads, e.g. "Installing packages"
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @throws {Error} when it fails
 */
export async function runStep(title, command, args, env = process.env) {
  const startedAt = Date.now()
  const seconds = () => Math.round((Date.now() - startedAt) / 1000)
  console.info(`${title} …`)
  const timer = setInterval(() => console.info(`${title} … ${seconds()} s`), 10_000)
  try {
    const end = await new Promise((resolve, reject) => {
      const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env })
      child.once('error', reject)
      child.once('exit', (code, signal) => resolve(signal ?? code))
    })
    if (end !== 0) throw new Error(`${title} failed (${end}).`)
  } finally {
    clearInterval(timer)
  }
  console.info(`${title}: done in ${seconds()} s`)
}
