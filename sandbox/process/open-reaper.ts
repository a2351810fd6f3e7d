import { spawn } from 'node:child_process'

/**
 * Reads `+pid` and `-pid` lines; when its input ends, however its owner died, it stops every process group that is
 * still on its list: first by SIGTERM, then by SIGKILL.
 */
const script = `
trap '' HUP INT TERM
pids=' '
while read -r line; do
  case $line in
    +*) pids="$pids\${line#+} " ;;
    -*) pids="\${pids%% \${line#-} *} \${pids#* \${line#-} }" ;;
  esac
done
[ -z "\${pids# }" ] && exit 0
for pid in $pids; do kill -TERM "-$pid" 2>/dev/null; done
tries=0
while [ $tries -lt 20 ]; do
  alive=
  for pid in $pids; do kill -0 "-$pid" 2>/dev/null && alive=1; done
  [ -z "$alive" ] && exit 0
  sleep 0.1
  tries=$((tries + 1))
done
for pid in $pids; do kill -KILL "-$pid" 2>/dev/null; done
`

export type Reaper = {
  /** @param pid leader of its own process group (spawned with `detached`) */
  watch(pid: number): void
  forget(pid: number): void
  /** Lets the reaper itself end; it stops whatever is still watched. */
  close(): void
}

/** A tiny shell that outlives this process, even by `kill -9`, and then stops what this process had started. */
export function openReaper(): Reaper {
  const shell = spawn('sh', ['-c', script], { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
  shell.unref()
  // The shell can only be gone when someone killed it; there is nobody left to tell.
  shell.stdin.on('error', () => {})
  if ('unref' in shell.stdin && typeof shell.stdin.unref === 'function') shell.stdin.unref()
  return {
    watch: (pid) => void shell.stdin.write(`+${pid}\n`),
    forget: (pid) => void shell.stdin.write(`-${pid}\n`),
    close: () => shell.stdin.end(),
  }
}
