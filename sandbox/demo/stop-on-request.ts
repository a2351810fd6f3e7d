const lookEveryMs = 1000

/** Runs `stop` once and ends the process: on a signal, or when the process that started it is gone. */
export function stopOnRequest(stop: () => Promise<void>): void {
  let isStopping = false
  const end = (reason: string) => {
    // npm passes on a Ctrl-C that the terminal has sent us already.
    if (isStopping) return
    isStopping = true
    console.info(`\n${reason}: stopping …`)
    void stop()
      .then(() => process.exit(0))
      .catch((error) => {
        console.error(error)
        process.exit(1)
      })
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(signal))
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) end('npm is gone')
  }, lookEveryMs)
}
