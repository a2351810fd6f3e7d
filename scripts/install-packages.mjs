import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { hashFiles } from './hash-files.mjs'
import { mendPackages } from './mend-packages.mjs'
import { runStep } from './run-step.mjs'

const stamp = 'node_modules/.installed'

/** Installs what package-lock.json lists, unless that was done since it last changed. Runs in the project's folder. */
export async function installPackages() {
  const wanted = describeWanted()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  // `npm ci` refuses a lock file whose optional packages for other systems a registry does not have.
  const args = ['install', '--no-save', '--include=dev', '--include=optional', '--no-audit', '--no-fund']
  const npm = process.env.npm_execpath
  if (npm) await runStep('Installing packages', process.execPath, [npm, ...args])
  else await runStep('Installing packages', 'npm', args)
  // Once more, where npm is set to run no scripts.
  mendPackages()
  writeFileSync(stamp, wanted)
}

function describeWanted() {
  const files = hashFiles(['package.json', 'package-lock.json'])
  return `${files} ${process.platform} ${process.arch} ${process.versions.modules}\n`
}
