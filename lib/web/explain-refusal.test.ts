import { expect, test } from 'vitest'
import { checkNewPassword } from '@/lib/accounts/check-new-password'
import { AppError } from '@/lib/errors'
import { expectedError } from './expected-error'
import { explainRefusal } from './explain-refusal'

function refusalOf(act: () => void): AppError {
  try {
    act()
  } catch (error) {
    if (error instanceof AppError) return error
  }
  throw new Error('It was not refused')
}

test('in English a refusal says what its verb says', () => {
  const refused = refusalOf(() => checkNewPassword('short', 'jane@example.com'))
  expect(explainRefusal(refused, 'en')).toEqual({
    message: 'Use at least 12 characters.',
    fields: { newPassword: 'Use at least 12 characters.' },
  })
})

test.each([
  ['short', 'Usa al menos 12 caracteres.'],
  ['x'.repeat(80), 'Usa como máximo 72 caracteres.'],
  ['jane.doe likes boats', 'No pongas tu dirección de correo en la contraseña.'],
  ['qwertyuiop 1234', 'Esa contraseña es fácil de adivinar. Prueba con unas cuantas palabras sin relación.'],
])('in Spanish the password %s is refused beside its field in Spanish', (password, sentence) => {
  const refused = refusalOf(() => checkNewPassword(password, 'jane.doe@example.com'))
  expect(explainRefusal(refused, 'es').fields).toEqual({ newPassword: sentence })
})

test('refusals with one code are told apart by their reason', () => {
  const say = (reason: AppError['details']['reason'], about?: string) =>
    explainRefusal(new AppError('plan_change_refused', 'In English.', { reason, about }), 'es').message
  expect(say('plan_same')).toBe('Tu servicio ya tiene ese plan y ese plazo.')
  expect(say('plan_of_other_kind', 'VPS Small')).toContain('VPS Small')
  expect(say('plan_unpaid')).not.toBe(say('plan_disputed'))
})

test('a wait is said in whole seconds or minutes', () => {
  const wait = (retryAfterSeconds: number) =>
    explainRefusal(new AppError('too_many_requests', 'In English.', { retryAfterSeconds }), 'es').message
  expect(wait(1)).toContain('dentro de 1 segundo.')
  expect(wait(59)).toContain('dentro de 59 segundos.')
  expect(wait(60)).toContain('dentro de 1 minuto.')
  expect(wait(61)).toContain('dentro de 2 minutos.')
})

test('a database that is out of reach is said in Spanish too', () => {
  const lost = expectedError(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }))
  expect(lost && explainRefusal(lost, 'es').message).toContain('base de datos')
})

test('a sentence that has no other words stands as it is', () => {
  const refused = new AppError('invalid_request', 'Falta algo.', { fields: { email: 'Escribe tu dirección.' } })
  expect(explainRefusal(refused, 'es')).toEqual({ message: 'Falta algo.', fields: { email: 'Escribe tu dirección.' } })
})
