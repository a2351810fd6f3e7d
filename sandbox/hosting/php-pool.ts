import { collectGarbage } from './collect-garbage'
import { PhpFailure, type PhpReply, type PhpRequest, type PhpSite, PhpThread } from './php-thread'

type Job = { request: PhpRequest; resolve(reply: PhpReply): void; reject(error: unknown): void; timer: NodeJS.Timeout }
type Lane = {
  site: PhpSite
  thread?: PhpThread
  /** Requests that the thread has answered. */
  answers: number
  jobs: Job[]
  isBusy: boolean
  usedAt: number
  idle?: NodeJS.Timeout
}

/** A thread whose PHP has taken more than this never gives it back: it is replaced. */
const keptHeapBytes = 128 * 2 ** 20
/** php-wasm 3.1.54 leaves two of its 4,096 file descriptors open at each request and aborts when they are used up. */
const maxAnswers = 1_000
const maxJobsWaiting = 100

/**
 * Threads of PHP, one a site: made at its first request, ended when it is idle or when another site needs the room,
 * least recently used first. A request that takes longer than `limitMs` is ended together with its thread.
 */
export class PhpPool {
  readonly #lanes = new Map<string, Lane>()
  // Shared by all threads and dropped with the last, since it is 50 MB.
  #compiled: WebAssembly.Module | undefined

  constructor(readonly options: { maxThreads: number; idleMs: number; limitMs: number; maxWaitMs: number }) {}

  threadCount(): number {
    return this.#running().length
  }

  /**
   * Runs a request on its site's own thread; the requests of one site wait for each other.
   * @param left aborts when nobody waits for the answer any more: a request whose turn has not come is forgotten then
   * @throws PhpFailure
   */
  run(site: PhpSite, request: PhpRequest, left?: AbortSignal): Promise<PhpReply> {
    const lane = this.#laneOf(site)
    if (lane.jobs.length >= maxJobsWaiting) {
      return Promise.reject(new PhpFailure('busy', `${maxJobsWaiting} requests are waiting already`))
    }
    return new Promise((resolve, reject) => {
      const giveUp = (reason: string) => {
        if (!lane.jobs.includes(job)) return
        clearTimeout(timer)
        lane.jobs = lane.jobs.filter((waiting) => waiting !== job)
        this.#forgetIfUnused(lane)
        reject(new PhpFailure('busy', reason))
      }
      const timer = setTimeout(() => giveUp(`PHP was busy for ${this.options.maxWaitMs} ms`), this.options.maxWaitMs)
      left?.addEventListener('abort', () => giveUp('The visitor has left'), { once: true })
      const job = { request, resolve, reject, timer }
      lane.jobs.push(job)
      this.#serveWaiting()
    })
  }

  /** Starts a site's thread ahead of its first request, if there is room without ending another. */
  warm(site: PhpSite): void {
    if (this.threadCount() >= this.options.maxThreads) return
    const lane = this.#laneOf(site)
    if (!lane.thread) this.#startThread(lane)
  }

  /** Ends a site's thread, with what it is doing. */
  async end(username: string): Promise<void> {
    const lane = this.#lanes.get(username)
    if (lane) await this.#endThread(lane)
  }

  async close(): Promise<void> {
    for (const lane of this.#lanes.values()) {
      for (const job of lane.jobs.splice(0)) {
        clearTimeout(job.timer)
        job.reject(new PhpFailure('busy', 'The host is stopping'))
      }
    }
    await Promise.all(this.#running().map((lane) => this.#endThread(lane)))
  }

  #serveWaiting(): void {
    for (const lane of [...this.#lanes.values()]) {
      if (lane.isBusy || !lane.jobs[0] || !(lane.thread || this.#makeRoom())) continue
      const job = lane.jobs.shift()
      if (job) void this.#serve(lane, job)
    }
  }

  async #serve(lane: Lane, job: Job): Promise<void> {
    clearTimeout(job.timer)
    lane.isBusy = true
    const thread = lane.thread ?? this.#startThread(lane)
    clearTimeout(lane.idle)
    const outcome = await thread.run(job.request, this.options.limitMs).then(
      (reply) => ({ reply }),
      (error: unknown) => ({ error }),
    )
    if (lane.thread === thread) {
      lane.answers++
      if ('error' in outcome || isSpent(lane, outcome.reply)) await this.#endThread(lane)
      else this.#restartIdleTimer(lane)
    }
    lane.isBusy = false
    if ('error' in outcome) job.reject(outcome.error)
    else job.resolve(outcome.reply)
    this.#forgetIfUnused(lane)
    this.#serveWaiting()
  }

  /** Whether one more thread may be started; ends the least recently used idle one if it must. */
  #makeRoom(): boolean {
    const running = this.#running()
    if (running.length < this.options.maxThreads) return true
    const idle = running.filter((lane) => !lane.isBusy && lane.jobs.length === 0)
    const oldest = idle.sort((a, b) => a.usedAt - b.usedAt)[0]
    if (oldest) void this.#endThread(oldest)
    return oldest !== undefined
  }

  #startThread(lane: Lane): PhpThread {
    const thread = new PhpThread(lane.site, this.#compiled)
    lane.thread = thread
    lane.answers = 0
    this.#restartIdleTimer(lane)
    thread.ready.then(
      (module) => {
        if (lane.thread === thread) this.#compiled = module
      },
      () => {
        if (lane.thread === thread && !lane.isBusy) void this.#endThread(lane)
      },
    )
    return thread
  }

  async #endThread(lane: Lane): Promise<void> {
    const { thread } = lane
    lane.thread = undefined
    clearTimeout(lane.idle)
    this.#forgetIfUnused(lane)
    await thread?.end()
    if (this.threadCount() > 0) return
    this.#compiled = undefined
    // Not before the ended thread itself is forgotten.
    setTimeout(collectGarbage, 1_000).unref()
  }

  #restartIdleTimer(lane: Lane): void {
    clearTimeout(lane.idle)
    lane.usedAt = performance.now()
    lane.idle = setTimeout(() => void this.#endThread(lane), this.options.idleMs)
    lane.idle.unref()
  }

  #laneOf(site: PhpSite): Lane {
    const lane = this.#lanes.get(site.username) ?? { site, answers: 0, jobs: [], isBusy: false, usedAt: 0 }
    this.#lanes.set(site.username, lane)
    return lane
  }

  #forgetIfUnused(lane: Lane): void {
    const { username } = lane.site
    // While its thread was ending, another may have taken its place.
    if (this.#lanes.get(username) !== lane) return
    if (!lane.thread && !lane.isBusy && lane.jobs.length === 0) this.#lanes.delete(username)
  }

  #running(): Lane[] {
    return [...this.#lanes.values()].filter((lane) => lane.thread)
  }
}

function isSpent(lane: Lane, reply: PhpReply): boolean {
  return lane.answers >= maxAnswers || reply.heapBytes > keptHeapBytes
}
