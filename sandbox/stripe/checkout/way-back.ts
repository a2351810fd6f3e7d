import { invalid } from '../core/failure'
import type { SessionValues } from './session-params'

export function isEmbedded(params: SessionValues): boolean {
  return params.ui_mode === 'embedded_page'
}

/**
 * A hosted page leads to `success_url`, an embedded one to `return_url`, or nowhere when it was told to stay.
 * @throws Failure for the addresses of the other kind, and for none
 */
export function checkWayBack(params: SessionValues): void {
  const { success_url, cancel_url, return_url, redirect_on_completion } = params
  if (!isEmbedded(params)) {
    if (success_url === undefined) throw lacking('success_url')
    if (return_url !== undefined) throw misplaced('return_url', 'embedded_page')
    if (redirect_on_completion !== undefined) throw misplaced('redirect_on_completion', 'embedded_page')
    return
  }
  if (success_url !== undefined) throw misplaced('success_url', 'hosted_page')
  if (cancel_url !== undefined) throw misplaced('cancel_url', 'hosted_page')
  if (redirect_on_completion === 'never') {
    if (return_url !== undefined)
      throw invalid('A page that never redirects takes no return_url.', { param: 'return_url' })
  } else if (return_url === undefined) throw lacking('return_url')
}

function lacking(param: string) {
  return invalid(`Missing required param: ${param}.`, { param, code: 'parameter_missing' })
}

function misplaced(param: string, mode: string) {
  return invalid(`\`${param}\` goes with \`ui_mode: ${mode}\` only.`, { param })
}
