// Starts a program of this folder on a fresh clone: plain JavaScript up to the point where the packages are there.
import { fileURLToPath, pathToFileURL } from 'node:url'
import { compileParts } from '../sandbox/demo/compile-parts.mjs'
import { buildProduct } from '../scripts/build-product.mjs'
import { installPackages } from '../scripts/install-packages.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const [program] = process.argv.splice(2, 1)
await installPackages()
await buildProduct()
await compileParts()
const { register } = await import('tsx/esm/api')
register()
await import(pathToFileURL(program).href)
