import { Worker } from 'node:worker_threads'
import type { SiteFolder } from './site-folder'

export type PhpSite = { username: string; folder: SiteFolder }

export type PhpRequest = {
  /** As PHP sees it, e.g. `/home/user1/public/index.php`. */
  scriptPath: string
  relativeUri: string
  method: string
  protocol: 'http'
  headers: Record<string, string>
  body?: Uint8Array
  $_SERVER: Record<string, string>
}

export type PhpReply = { status: number; headers: Record<string, string[]>; body: Uint8Array; heapBytes: number }

type Message =
  | { type: 'ready'; module: WebAssembly.Module }
  | ({ type: 'reply' } & PhpReply)
  | { type: 'failure'; reason: string }

/** Why PHP gave no answer. */
export class PhpFailure extends Error {
  override name = 'PhpFailure'

  constructor(
    readonly code: 'time_limit' | 'crashed' | 'busy',
    message: string,
  ) {
    super(message)
  }
}

const startLimitMs = 15_000

/** One site's PHP. It answers one request at a time; after a PhpFailure it is of no more use. */
export class PhpThread {
  /** Settles once PHP is up, with the compiled program that the next thread can use. */
  readonly ready: Promise<WebAssembly.Module>
  readonly #worker: Worker
  #waiting: { resolve(message: Message): void; reject(error: PhpFailure): void } | undefined

  /** @param module PHP, compiled by an earlier thread; without it this one compiles it, which takes 0.1 to 0.3 s */
  constructor(site: PhpSite, module: WebAssembly.Module | undefined) {
    this.#worker = new Worker(new URL('./php-worker.mjs', import.meta.url), {
      workerData: { ...site, module },
      // Neither this process's environment nor a loader that it was started with.
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: 128 },
    })
    this.#worker.on('message', (message: Message) => this.#take()?.resolve(message))
    this.#worker.on('error', (error) => this.#fail(error instanceof Error ? error.message : String(error)))
    this.#worker.on('exit', (code) => this.#fail(`it ended with code ${code}`))
    this.ready = this.#next(startLimitMs).then((message) => {
      if (message.type !== 'ready') throw new PhpFailure('crashed', 'PHP did not start')
      return message.module
    })
    // Whoever runs a request waits for it and sees the failure; a thread that nobody uses may fail in silence.
    this.ready.catch(() => {})
  }

  /** @throws PhpFailure */
  async run(request: PhpRequest, limitMs: number): Promise<PhpReply> {
    await this.ready
    this.#worker.postMessage(request)
    const message = await this.#next(limitMs)
    if (message.type === 'reply') return message
    throw new PhpFailure('crashed', message.type === 'failure' ? message.reason : 'PHP answered out of turn')
  }

  async end(): Promise<void> {
    await this.#worker.terminate()
  }

  #next(limitMs: number): Promise<Message> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting = undefined
        reject(new PhpFailure('time_limit', `PHP did not answer within ${limitMs} ms`))
      }, limitMs)
      const settle =
        <T>(then: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer)
          then(value)
        }
      this.#waiting = { resolve: settle(resolve), reject: settle(reject) }
    })
  }

  #take() {
    const waiting = this.#waiting
    this.#waiting = undefined
    return waiting
  }

  #fail(reason: string): void {
    this.#take()?.reject(new PhpFailure('crashed', `PHP stopped: ${reason}`))
  }
}
