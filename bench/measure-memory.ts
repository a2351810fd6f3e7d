import { readdirSync, readFileSync } from 'node:fs'

/** Memory of a part with all its child processes, in MB. `pssMb` counts pages that processes share once. */
export type PartMemory = { part: string; rssMb: number; pssMb: number }

/**
 * Reads from /proc what each part holds now; an empty list where there is no /proc.
 * @param pids by the part's name
 */
export function measureMemory(pids: Record<string, number>): PartMemory[] {
  const processes = listProcesses()
  const roots = new Set(Object.values(pids))
  return Object.entries(pids)
    .filter(() => processes.size > 0)
    .map(([part, pid]) => {
      const tree = [pid, ...descendants(pid, processes, roots)].map(memoryOf)
      return {
        part,
        rssMb: tree.reduce((sum, memory) => sum + memory.rssMb, 0),
        pssMb: tree.reduce((sum, memory) => sum + memory.pssMb, 0),
      }
    })
}

/** Each process's parent, by process id. */
function listProcesses(): Map<number, number> {
  const parents = new Map<number, number>()
  if (process.platform !== 'linux') return parents
  for (const pid of readdirSync('/proc').map(Number).filter(Number.isInteger)) {
    const parent = /^PPid:\s+(\d+)/m.exec(readProc(pid, 'status'))?.[1]
    if (parent) parents.set(pid, Number(parent))
  }
  return parents
}

/** Below `pid`, without what belongs to another part: the launcher is everyone's parent. */
function descendants(pid: number, parents: Map<number, number>, roots: Set<number>): number[] {
  const children = [...parents].filter(([child, parent]) => parent === pid && !roots.has(child)).map(([child]) => child)
  return children.flatMap((child) => [child, ...descendants(child, parents, roots)])
}

function memoryOf(pid: number): { rssMb: number; pssMb: number } {
  const text = readProc(pid, 'smaps_rollup')
  const mb = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) / 1024
  return { rssMb: mb('Rss'), pssMb: mb('Pss') }
}

/** Empty for a process that has just ended. */
function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
