import { expect, test } from 'vitest'
import { localPath, splitPath } from './local-path'

test.each([
  ['/es', 'es', '/'],
  ['/es/sign-in', 'es', '/sign-in'],
  ['/es/panel/services/1/plan', 'es', '/panel/services/1/plan'],
  ['/panel', 'en', '/panel'],
  ['/esto', 'en', '/esto'],
] as const)('%s is, in %s, the page %s, and that page leads back', (path, locale, page) => {
  expect(splitPath(path)).toEqual({ locale, page })
  expect(localPath(locale, page)).toBe(path)
})

test.each(['/es//evil.example', '/es/\\\\evil.example', '/es///evil.example/x'])(
  '%s does not lead out of the shop',
  (path) => {
    expect(splitPath(path).page).toMatch(/^\/evil\.example/)
  },
)

test('the default language is not named', () => {
  expect(splitPath('/en/panel')).toEqual({ locale: 'en', page: '/en/panel' })
  expect(localPath('en', '/panel')).toBe('/panel')
})

test.each(['/admin', '/admin/orders/1', '/admin?page=2'])('%s, of staff, is in English in each language', (page) => {
  expect(localPath('es', page)).toBe(page)
  expect(splitPath(`/es${page}`)).toEqual({ locale: 'en', page })
})

test('a page whose name only begins so is no page of staff', () => {
  expect(localPath('es', '/administration')).toBe('/es/administration')
  expect(splitPath('/es/administration').locale).toBe('es')
})
