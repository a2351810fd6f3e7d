import type { Unanswered } from '@/lib/breaker/unanswered'

/** A machine that runs sites, as its driver needs to know it. */
export type Server = {
  name: string
  /** Base address of its control interface. */
  address: string
  /** JSON text; each driver knows its own shape. */
  credentials: string
}

/** What a site should be. The same spec may be sent any number of times. */
export type WebsiteSpec = {
  /** Account on the server, derived from the website's id. */
  username: string
  /** The website's id: an account that carries another tag is somebody else's and is never touched. */
  owner: string
  /** Rises with each change; servers refuse lower ones, so that a late retry cannot undo a suspension. */
  generation: number
  domain: string
  systemDomain: string
  /** Major and minor, e.g. `8.2`. */
  phpVersion: string
  suspended: boolean
  /** Told by the site's own PHP when it is asked from outside. */
  nonce: string
  limits: { storageMb: number }
}

/**
 * Not now; `cause` says which part did not answer, where that is the reason. `hasAnswered` when the server itself says
 * that it failed: then it is this call's trouble, and none of what else the server is asked.
 */
export type Retry = { kind: 'retry'; afterMs: number; reason: string; hasAnswered?: boolean; cause?: Unanswered }

/** What came of a call. A driver answers with one of these and does not throw for what a server may do. */
export type Outcome =
  | { kind: 'done'; url: string }
  | { kind: 'pending'; operationId: string; pollAfterMs: number }
  | Retry
  | { kind: 'rejected'; code: string; reason: string }
  | { kind: 'operator'; reason: string }

type Observation =
  | { kind: 'found'; owner: string; generation: number; state: 'active' | 'suspended' | 'terminated' }
  | { kind: 'missing' }
  | Extract<Outcome, { kind: 'retry' | 'operator' }>

/** What a server has under an account's name. */
export type ServerAccount = Pick<
  WebsiteSpec,
  'username' | 'owner' | 'generation' | 'domain' | 'systemDomain' | 'phpVersion' | 'limits'
> & { state: 'active' | 'suspended' | 'terminated' }

type AccountList = { kind: 'listed'; accounts: ServerAccount[] } | Extract<Outcome, { kind: 'retry' | 'operator' }>

type Endpoints = {
  /** Where the site opens in a browser. */
  url: string
  /** Where the site's PHP tells its nonce and version, when asked with the site's name as `Host`. */
  probe: { origin: string; path: string }
}

/** Speaks to one kind of server. */
export interface HostingDriver {
  /**
   * Makes the account and its site match the spec: creates, changes, suspends, puts back.
   * @param operationId what an earlier call for this site answered as `pending`: it is continued, not begun anew
   */
  ensure(server: Server, spec: WebsiteSpec, operationId?: string): Promise<Outcome>
  observe(server: Server, username: string): Promise<Observation>
  /** All accounts of the server, whoever they belong to; those that are over too, as far as it remembers them. */
  list(server: Server): Promise<AccountList>
  /**
   * Has the server keep a copy of the site.
   * @param backupId names the copy: a repeat finds it and makes no second one
   */
  backUp(
    server: Server,
    account: Pick<WebsiteSpec, 'username' | 'owner' | 'systemDomain'>,
    backupId: string,
  ): Promise<Outcome>
  /** Takes the site away and leaves a tombstone; a repeat is fine, and so is an account that never was. */
  terminate(server: Server, account: Pick<WebsiteSpec, 'username' | 'owner' | 'systemDomain'>): Promise<Outcome>
  /** Without asking the server; undefined when its credentials are not this driver's. */
  endpointsOf(server: Server, website: Pick<WebsiteSpec, 'systemDomain'>): Endpoints | undefined
}
