/** What the process that prepares the database tells the launcher. */
export type DatabaseReport = {
  databaseUrl: string
  /** False when the database already names servers of its own. */
  needsHosting: boolean
}

export function isDatabaseReport(message: unknown): message is DatabaseReport {
  return typeof message === 'object' && message !== null && 'databaseUrl' in message && 'needsHosting' in message
}
