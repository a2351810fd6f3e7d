import { afterEach, expect, test } from 'vitest'
import { moveClock } from '@/lib/clock'
import { sign } from '@/lib/signature'
import { admitForm, stampForm } from './admit-form'

afterEach(() => moveClock())

async function millisecondsOf(work: Promise<void>): Promise<number> {
  const startedAt = performance.now()
  await work
  return performance.now() - startedAt
}

test('a form that was open for longer than a second, or for days, is taken at once', async () => {
  const stamp = stampForm()
  for (const seconds of [1.1, 3 * 24 * 3600]) {
    moveClock(new Date(Date.now() + seconds * 1000))
    expect(await millisecondsOf(admitForm({ trap: '', stamp }))).toBeLessThan(500)
  }
})

test('a form that is sent at once waits until a second is over, and is taken then', async () => {
  const took = await millisecondsOf(admitForm({ trap: '', stamp: stampForm() }))
  expect(took).toBeGreaterThan(800)
})

test('a server whose clock is behind holds nobody for longer', async () => {
  const stamp = stampForm()
  moveClock(new Date(Date.now() - 3_600_000))
  expect(await millisecondsOf(admitForm({ trap: '', stamp }))).toBeLessThan(5_000)
})

test.each([
  ['that no person sees is filled in', { trap: 'https://pills.example', stamp: stampForm() }],
  ['with its time is missing', { trap: '', stamp: '' }],
  ['with its time was made up', { trap: '', stamp: `${Buffer.from('1').toString('base64url')}.AAAA` }],
  ['with its time was signed for something else', { trap: '', stamp: sign('resume-checkout', '1') }],
])('a form is refused, and told what to do, when the field %s', async (_, form) => {
  await expect(admitForm(form)).rejects.toMatchObject({
    code: 'looks_automatic',
    message: expect.stringContaining('please send the form again'),
  })
})
