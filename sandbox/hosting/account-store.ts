import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeWhole } from '../process/write-whole'
import { type Account, type AccountSpec, accountSchema, hostnamesOf } from './account'
import { ControlError } from './control-error'
import { ensureSiteFolder, type SiteFolder, siteFolderOf } from './site-folder'

const supportedPhpVersions = ['8.2']

/**
 * The accounts of one host. Every change is on disk before it is answered, each account in a file that is replaced
 * whole, so that a killed process loses nothing that it promised. Calls are synchronous and so never overlap.
 */
export class AccountStore {
  readonly #accounts = new Map<string, Account>()
  readonly #usernameOf = new Map<string, string>()
  readonly #dataDir: string

  constructor(dataDir: string) {
    for (const name of ['accounts', 'sites', 'terminated', 'backups'])
      mkdirSync(join(dataDir, name), { recursive: true, mode: 0o700 })
    this.#dataDir = realpathSync(dataDir)
    for (const file of readdirSync(join(dataDir, 'accounts'))) {
      if (!file.endsWith('.json')) continue
      this.#remember(accountSchema.parse(JSON.parse(readFileSync(join(dataDir, 'accounts', file), 'utf8'))))
    }
  }

  find(username: string): Account | undefined {
    return this.#accounts.get(username)
  }

  /** Every account, the tombstones too. */
  list(): Account[] {
    return [...this.#accounts.values()]
  }

  /** @param host a name in lower case, without a port */
  findByHost(host: string): Account | undefined {
    const username = this.#usernameOf.get(host)
    return username === undefined ? undefined : this.#accounts.get(username)
  }

  folderOf(account: Account): SiteFolder {
    return siteFolderOf(this.#dataDir, account.username)
  }

  /**
   * Makes an account what the spec says; the same spec again changes nothing.
   * @throws ControlError `unsupported_php`, `owner_conflict`, `terminated`, `stale_generation`, `domain_in_use`
   */
  ensure(username: string, spec: AccountSpec): { account: Account; created: boolean } {
    const existing = this.#accounts.get(username)
    if (existing) refuseUnlessNewer(existing, spec)
    if (!supportedPhpVersions.includes(spec.phpVersion)) {
      const message = `PHP ${spec.phpVersion} is not installed here; there is ${supportedPhpVersions.join(', ')}.`
      throw new ControlError(422, 'unsupported_php', message)
    }
    const taken = hostnamesOf(spec).find((host) => (this.#usernameOf.get(host) ?? username) !== username)
    if (taken) throw new ControlError(409, 'domain_in_use', `${taken} already belongs to another account.`)

    const account: Account = { ...spec, username, terminatedAt: null }
    // The record comes last: whoever finds it finds the site's files too.
    ensureSiteFolder(this.folderOf(account), { isNew: !existing, nonce: account.nonce })
    this.#write(account)
    return { account, created: !existing }
  }

  /**
   * Keeps a copy of a site's files under `backups/`. A repeat with the same name changes nothing.
   * @throws ControlError `not_found`, `owner_conflict`, `terminated`
   */
  backUp(username: string, owner: string, name: string): Account {
    const existing = this.#accounts.get(username)
    if (!existing) throw new ControlError(404, 'not_found', `There is no account ${username}.`)
    refuseOtherOwner(existing, owner)
    refuseTerminated(existing)
    const copy = join(this.#dataDir, 'backups', `${username}.${name}`)
    if (existsSync(copy)) return existing
    // Renamed once it is whole: a killed process leaves no half copy that looks like one.
    rmSync(`${copy}.part`, { recursive: true, force: true })
    cpSync(this.folderOf(existing).root, `${copy}.part`, { recursive: true })
    renameSync(`${copy}.part`, copy)
    return existing
  }

  /**
   * Takes a site off the host; its files are kept under `terminated/`. A repeat changes nothing.
   * @throws ControlError `not_found`, `owner_conflict`
   */
  terminate(username: string, owner: string): Account {
    const existing = this.#accounts.get(username)
    if (!existing) throw new ControlError(404, 'not_found', `There is no account ${username}.`)
    refuseOtherOwner(existing, owner)
    const account = { ...existing, terminatedAt: existing.terminatedAt ?? new Date().toISOString() }
    this.#write(account)
    const { root } = this.folderOf(account)
    if (existsSync(root)) renameSync(root, join(this.#dataDir, 'terminated', username))
    return account
  }

  #write(account: Account): void {
    writeWhole(join(this.#dataDir, 'accounts', `${account.username}.json`), JSON.stringify(account))
    this.#remember(account)
  }

  #remember(account: Account): void {
    const before = this.#accounts.get(account.username)
    if (before) for (const host of hostnamesOf(before)) this.#forget(host, account.username)
    this.#accounts.set(account.username, account)
    if (account.terminatedAt) return
    for (const host of hostnamesOf(account)) this.#usernameOf.set(host, account.username)
  }

  /** A terminated account's names may have gone to somebody else since. */
  #forget(host: string, username: string): void {
    if (this.#usernameOf.get(host) === username) this.#usernameOf.delete(host)
  }
}

function refuseUnlessNewer(existing: Account, spec: AccountSpec): void {
  refuseOtherOwner(existing, spec.owner)
  refuseTerminated(existing)
  if (spec.generation < existing.generation) {
    const message = `Generation ${spec.generation} is older than ${existing.generation}, which is in force.`
    throw new ControlError(409, 'stale_generation', message)
  }
}

function refuseTerminated(existing: Account): void {
  if (existing.terminatedAt) {
    throw new ControlError(410, 'terminated', `${existing.username} was terminated at ${existing.terminatedAt}.`)
  }
}

function refuseOtherOwner(existing: Account, owner: string): void {
  if (existing.owner !== owner) {
    throw new ControlError(409, 'owner_conflict', `${existing.username} belongs to another owner.`)
  }
}
