import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { env } from '@/lib/env'
import type { StepName } from './step-names'

/** The boundaries of a step: its intent, what it does outside, its commit; and, of the mail, that it was taken. */
export type CrashPoint = 'before_intent' | 'after_intent' | 'mail_taken' | 'after_effect' | 'after_commit'

/**
 * Lets this process die as by `kill -9`, once, if the order's file in CRASH_POINTS_DIR names this step and point. Only
 * `npm run chaos` sets that, and it is refused without a stand-in for Stripe; everywhere else this does nothing.
 */
export function crashPoint(orderId: string, step: StepName, point: CrashPoint): void {
  const folder = env().CRASH_POINTS_DIR
  if (!folder) return
  const file = join(folder, orderId)
  if (readIfThere(file) !== `${step} ${point}`) return
  rmSync(file)
  process.kill(process.pid, 'SIGKILL')
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
