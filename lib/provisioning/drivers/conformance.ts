import fc from 'fast-check'
import { expect, test } from 'vitest'
import { askProbe } from '@/lib/provisioning/ask-probe'
import type { HostingDriver, Server, WebsiteSpec } from '@/lib/provisioning/driver'

/** For tests: what a site should be, with names derived from one word. */
export function specOf(username: string, changes: Partial<WebsiteSpec> = {}): WebsiteSpec {
  return {
    username,
    owner: `owner-of-${username}`,
    generation: 1,
    domain: `${username}.example`,
    systemDomain: `${username}.migrahosting.com`,
    phpVersion: '8.2',
    suspended: false,
    nonce: `nonce-of-${username}-0123456789`,
    limits: { storageMb: 1024 },
    ...changes,
  }
}

/**
 * What every driver must do, as tests of the file that calls this.
 * @param serverOf the server, which runs by the time a test does
 */
export function testConformance(driver: HostingDriver, serverOf: () => Server): void {
  /** What answers from outside, by the address that the driver tells. */
  async function probe(spec: WebsiteSpec, host = spec.domain) {
    const endpoints = driver.endpointsOf(serverOf(), spec)
    if (!endpoints) throw new Error('The driver knows no endpoints of the server')
    return await askProbe(endpoints.probe.origin, endpoints.probe.path, host)
  }

  test('what was made is observed, changed and terminated; each of it may be repeated', async () => {
    const server = serverOf()
    const spec = specOf('userlife')
    expect(await driver.observe(server, 'userlife')).toEqual({ kind: 'missing' })
    const done = { kind: 'done', url: driver.endpointsOf(server, spec)?.url }
    for (let time = 0; time < 2; time++) expect(await driver.ensure(server, spec)).toEqual(done)
    expect(await driver.observe(server, 'userlife')).toMatchObject({
      kind: 'found',
      owner: spec.owner,
      state: 'active',
    })
    for (const generation of [2, 2, 3]) {
      expect(await driver.ensure(server, { ...spec, generation, suspended: true })).toEqual(done)
    }
    expect(await driver.ensure(server, spec)).toMatchObject({ kind: 'rejected', code: 'stale_generation' })
    expect(await driver.observe(server, 'userlife')).toMatchObject({ generation: 3, state: 'suspended' })
    for (let time = 0; time < 2; time++) expect(await driver.terminate(server, spec)).toEqual(done)
    expect(await driver.observe(server, 'userlife')).toMatchObject({ state: 'terminated' })
    expect(await driver.ensure(server, { ...spec, generation: 4 })).toMatchObject({
      kind: 'rejected',
      code: 'terminated',
    })
  })

  test('a site answers with its own nonce by each of its names, is gone while suspended, and comes back', async () => {
    const server = serverOf()
    const spec = specOf('usernonce')
    await driver.ensure(server, spec)
    for (const host of [spec.domain, spec.systemDomain]) {
      expect(await probe(spec, host)).toMatchObject({ kind: 'answered', nonce: spec.nonce })
    }
    expect(await probe(spec, 'nobody.example')).toMatchObject({ kind: 'failed' })
    await driver.ensure(server, { ...spec, generation: 2, suspended: true })
    expect(await probe(spec)).toMatchObject({ kind: 'failed', reason: 'answered 503' })
    await driver.ensure(server, { ...spec, generation: 3 })
    expect(await probe(spec)).toMatchObject({ kind: 'answered', nonce: spec.nonce })
    await driver.terminate(server, spec)
    expect(await probe(spec)).toMatchObject({ kind: 'failed' })
  })

  test('a changed domain answers, and the old one is free for another account', async () => {
    const server = serverOf()
    const spec = specOf('usermoving')
    await driver.ensure(server, spec)
    const moved = { ...spec, generation: 2, domain: 'usermoved.example' }
    expect(await driver.ensure(server, moved)).toMatchObject({ kind: 'done' })
    expect(await probe(moved)).toMatchObject({ nonce: spec.nonce })
    const heir = specOf('userheir', { domain: spec.domain })
    expect(await driver.ensure(server, heir)).toMatchObject({ kind: 'done' })
    expect(await probe(heir)).toMatchObject({ nonce: heir.nonce })
  })

  test('all accounts are listed with what they are, those that are over too', async () => {
    const server = serverOf()
    const spec = specOf('userlisted')
    await driver.ensure(server, spec)
    await driver.ensure(server, specOf('userlistedtoo'))
    await driver.terminate(server, specOf('userlistedtoo'))
    const listed = await driver.list(server)
    const { suspended: _, nonce: __, ...account } = spec
    expect(listed).toMatchObject({ kind: 'listed' })
    const accounts = listed.kind === 'listed' ? listed.accounts : []
    expect(accounts).toContainEqual(expect.objectContaining({ ...account, state: 'active' }))
    expect(accounts).toContainEqual(expect.objectContaining({ username: 'userlistedtoo', state: 'terminated' }))
    expect(JSON.stringify(accounts)).not.toContain(spec.nonce)
  })

  test('a site is copied for its owner alone, again without harm, and never once it is over', async () => {
    const server = serverOf()
    const spec = specOf('usercopied')
    await driver.ensure(server, spec)
    for (let time = 0; time < 2; time++) {
      expect(await driver.backUp(server, spec, 'copy-1')).toMatchObject({ kind: 'done' })
    }
    expect(await driver.backUp(server, { ...spec, owner: 'somebody-else' }, 'copy-2')).toMatchObject({
      kind: 'operator',
    })
    expect(await driver.backUp(server, specOf('usernotthere'), 'copy-1')).toMatchObject({ kind: 'operator' })
    await driver.terminate(server, spec)
    // It was copied before: an earlier try did all of this, and its answer was lost.
    expect(await driver.backUp(server, spec, 'copy-1')).toMatchObject({ kind: 'done' })
  })

  test('to terminate what never was is fine, and what is of another owner is for a person', async () => {
    const server = serverOf()
    expect(await driver.terminate(server, specOf('usernever'))).toMatchObject({ kind: 'done' })
    await driver.ensure(server, specOf('userother'))
    const stranger = specOf('userother', { owner: 'somebody-else', generation: 9 })
    expect(await driver.terminate(server, stranger)).toMatchObject({ kind: 'operator' })
    expect(await driver.ensure(server, stranger)).toMatchObject({ kind: 'operator' })
    expect(await driver.observe(server, 'userother')).toMatchObject({ owner: 'owner-of-userother', state: 'active' })
  })

  test('a name that another account has is for a person, with www or without', async () => {
    const server = serverOf()
    await driver.ensure(server, specOf('userone'))
    for (const domain of ['userone.example', 'www.userone.example', 'userone.migrahosting.com']) {
      const outcome = await driver.ensure(server, specOf('usertwo', { domain }))
      expect(outcome).toMatchObject({ kind: 'operator', reason: expect.stringContaining('domain_in_use') })
    }
    expect(await driver.observe(server, 'usertwo')).toEqual({ kind: 'missing' })
  })

  test.each([
    [{ domain: 'nodot' }, 'invalid_request'],
    [{ phpVersion: '7.4' }, 'unsupported_php'],
    [{ generation: 0 }, 'invalid_request'],
  ])('a spec with %j is rejected', async (changes, code) => {
    const outcome = await driver.ensure(serverOf(), specOf('userbad', changes))
    expect(outcome).toMatchObject({ kind: 'rejected', code })
    expect(await driver.observe(serverOf(), 'userbad')).toEqual({ kind: 'missing' })
  })

  test('many sites at once all answer with their own nonce', async () => {
    const server = serverOf()
    const specs = Array.from({ length: 8 }, (_, index) => specOf(`usermany${index}`))
    const outcomes = await Promise.all(specs.map((spec) => driver.ensure(server, spec)))
    expect(outcomes.map(({ kind }) => kind)).toEqual(specs.map(() => 'done'))
    for (const spec of specs) expect(await probe(spec)).toMatchObject({ nonce: spec.nonce })
  })

  test('what is hostile in a name is refused, whatever it is', { timeout: 90_000 }, async () => {
    const server = serverOf()
    const nasty = fc.constantFrom(
      ...['; reboot', '$(reboot)', '`reboot`', '../../etc/passwd', "' OR 1=1 --", 'a b', '\n', '\0', '-rf', '*', '%00'],
      ...['{}', '}', ';', 'a.example; }', 'a.example\nserver {', '\u202e', 'root', '"', '\\', '$host', '~.*', '_'],
    )
    const text = fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 40 }), fc.tuple(nasty, fc.string()).map(join))
    const field = fc.constantFrom('username', 'owner', 'domain', 'systemDomain', 'phpVersion', 'nonce')
    await fc.assert(
      fc.asyncProperty(field, text, async (name, value) => {
        // A few random ones are fine names, and to be the owner or nonce `root` is no harm.
        const isNameOfAccount = name !== 'owner' && name !== 'nonce'
        fc.pre(!/^[A-Za-z0-9._-]{1,}$/.test(value) || (value === 'root' && isNameOfAccount))
        const outcome = await driver.ensure(server, { ...specOf('userhostile'), [name]: value })
        expect([name, value, outcome.kind]).toEqual([name, value, 'rejected'])
      }),
      { numRuns: 40 },
    )
    await driver.terminate(server, specOf('userhostile'))
  })
}

function join(words: string[]): string {
  return words.join('')
}
