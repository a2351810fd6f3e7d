import type { FormState } from './form-state'

/** A form before its first submit. Apart from form-state.ts, so that the browser loads nothing else. */
export const untouched: FormState = { attempt: 0 }
