import postgres from 'postgres'

/** Whether a connection works: a pid file or an open port alone says nothing. */
export async function doesPostgresAnswer(url: string): Promise<boolean> {
  const client = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} })
  try {
    await client`select 1`
    return true
  } catch {
    return false
  } finally {
    await client.end({ timeout: 1 })
  }
}
