import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** Every route of the build, as Next names them. */
export function appRoutes(): string[] {
  const manifest = JSON.parse(readFileSync('.next/app-path-routes-manifest.json', 'utf8'))
  return [...new Set(Object.values(z.record(z.string(), z.string()).parse(manifest)))]
}
