/** An outside part that may stop answering, and holds only what needs it. */
export type Part = 'stripe' | 'smtp' | `server:${string}` | `sites:${string}`
