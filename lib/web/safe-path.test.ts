import { expect, test } from 'vitest'
import { safePath } from './safe-path'

test.each(['/panel', '/admin?page=2', '/', '/a//b'])('%s is kept', (path) => {
  expect(safePath(path)).toBe(path)
})

test.each([
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/.//evil.example',
  '/x/..//evil.example',
  'panel',
  '',
  'javascript:alert(1)',
  null,
  undefined,
  ['/panel'],
])('%j leads nowhere', (path) => {
  expect(safePath(path)).toBeUndefined()
})
