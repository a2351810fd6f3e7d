import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * What is wrong in an installed package, and what it should be. `npm install` runs this.
 *
 * postgres 3.4.9 ends the process when a connection is lost between two queries of a transaction: the write that it had
 * put off finds no socket. And a write that is put off at that moment is never made up for: that place in the pool then
 * only times out. (https://github.com/porsager/postgres/issues/1154, /pull/1168)
 */
const mends = ['src', 'cjs/src'].map((folder) => ({
  file: `node_modules/postgres/${folder}/connection.js`,
  changes: [
    {
      from: '  function nextWrite(fn) {\n    const x = socket.write(chunk, fn)\n',
      to: `  function nextWrite(fn) {
    if (socket === null) {
      chunk = nextWriteTimer = null
      error(Errors.connection('CONNECTION_CLOSED', options, socket))
      return false
    }
    const x = socket.write(chunk, fn)
`,
    },
    {
      from: "    clearImmediate(nextWriteTimer)\n    socket.removeListener('data', data)\n    socket.removeListener('connect', connected)\n    idleTimer.cancel()\n",
      to: "    clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    socket.removeListener('data', data)\n    socket.removeListener('connect', connected)\n    idleTimer.cancel()\n",
    },
  ],
}))

/**
 * Mends what is installed; may run again.
 * @throws when a package is not the one that is known here
 */
export function mendPackages() {
  for (const { file, changes } of mends) {
    const path = fileURLToPath(new URL(`../${file}`, import.meta.url))
    if (!existsSync(path)) continue
    const before = readFileSync(path, 'utf8')
    const after = changes.reduce((text, change) => mend(text, change, file), before)
    if (after !== before) writeFileSync(path, after)
  }
}

function mend(text, { from, to }, file) {
  if (text.includes(to)) return text
  if (!text.includes(from)) throw new Error(`${file} is another version: see scripts/mend-packages.mjs`)
  return text.replace(from, () => to)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) mendPackages()
