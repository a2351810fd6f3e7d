/** Next calls this once before it serves: a web process with wrong settings must not start. */
export async function register(): Promise<void> {
  const { env, InvalidEnvironment } = await import('@/lib/env')
  try {
    env()
  } catch (error) {
    console.error(error instanceof InvalidEnvironment ? error.message : error)
    process.exit(1)
  }
}
