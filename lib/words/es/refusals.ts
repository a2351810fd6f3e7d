import { brand } from '@/lib/brand'
import type { ErrorCode, RefusalReason } from '@/lib/errors'
import type { RefusalFacts, Refusals } from '@/lib/words/en/refusals'

/** Every reason, and the codes that customers meet without one. */
const known = {
  password_too_short: ({ about }) => `Usa al menos ${about} caracteres.`,
  password_too_long: ({ about }) => `Usa como máximo ${about} caracteres.`,
  password_holds_address: () => 'No pongas tu dirección de correo en la contraseña.',
  password_holds_brand: () => `No pongas ${brand.name} en la contraseña.`,
  password_easy: () => 'Esa contraseña es fácil de adivinar. Prueba con unas cuantas palabras sin relación.',
  password_temporary: () => 'Elige una contraseña distinta de la temporal.',
  email_same: () => 'Esa es la dirección que tu cuenta ya tiene.',
  email_taken: () => 'Otra cuenta tiene ahora esa dirección, así que la tuya conserva la que tiene.',
  password_wrong: () => 'Esa no es la contraseña de tu cuenta.',
  link_dead: () => 'Este enlace ya se usó o es demasiado antiguo. Pide uno nuevo.',
  already_ending: () => 'Este servicio ya termina, así que no queda nada que cancelar.',
  end_moved: () =>
    'El día en que terminaría este servicio ha cambiado desde que lo miraste. Compruébalo y confirma de nuevo.',
  not_cancelled: () => 'Este servicio no está cancelado, así que sigue como está.',
  plan_fixed: () => 'Este servicio no se puede cambiar. Escríbenos.',
  plan_same: () => 'Tu servicio ya tiene ese plan y ese plazo.',
  plan_planned: () => 'Ese cambio ya está previsto.',
  plan_of_other_kind: ({ about }) => `Este servicio no puede convertirse en ${about}. Pídelo como un servicio nuevo.`,
  plan_disputed: () => 'Un pago tuyo está en disputa, así que tu plan sigue igual. Escríbenos y lo aclaramos contigo.',
  plan_unpaid: () => 'Hay un pago abierto. Págalo primero y después cambia de plan.',
  plan_suspended: () => 'Este servicio está suspendido. Su plan se puede cambiar cuando vuelva a estar en línea.',
  plan_cancelled: () => 'Este servicio está cancelado. Deshaz la cancelación y después cambia de plan.',
  offer_stale: () => 'Ese precio ya no vale. Mira el nuevo y confirma otra vez.',
  plan_changing: () => 'Tu plan se está cambiando en este momento. Vuelve a mirar dentro de dos minutos.',
  no_plan_change: () => 'Ya no hay ningún cambio de plan previsto, así que tu plan sigue como está.',
  domain_malformed: () => 'Escribe un dominio como ejemplo.com.',
  domain_reserved: ({ about }) => `${about} es uno de los nombres que solo damos nosotros.`,
  site_not_ready: () => 'Este sitio todavía se está preparando. Inténtalo dentro de un minuto.',
  unauthenticated: () => 'Esa dirección de correo y esa contraseña no corresponden a ninguna cuenta.',
  not_found: () => 'No conocemos ese servicio.',
  subscription_ended: () => 'Ese servicio ha terminado. Pídelo otra vez para seguir con él.',
  renewal_stopped: () =>
    'Un pago tuyo está en disputa, así que este servicio no puede renovarse. Escríbenos y lo aclaramos contigo.',
  unknown_plan: () => 'No vendemos ningún plan con ese nombre. Elige uno de los planes de nuestra página de inicio.',
  plan_not_sold: ({ about }) => (about ? `${about} no se vende para ese plazo.` : 'Ese plan no se vende así.'),
  payment_declined: () =>
    'Tu banco no aceptó el pago, así que tu plan sigue igual. Usa otra tarjeta e inténtalo de nuevo.',
  too_many_requests: ({ seconds }) => `Demasiados intentos. Inténtalo de nuevo dentro de ${inWords(seconds)}.`,
  stripe_unreachable: () => 'Nuestro proveedor de pagos no responde en este momento. Inténtalo dentro de un minuto.',
  stripe_refused: () => 'Nuestro proveedor de pagos lo ha rechazado. Escríbenos y lo miramos.',
  database_unreachable: () =>
    'Ahora mismo no llegamos a nuestra base de datos. No se ha perdido nada: inténtalo dentro de un minuto.',
} satisfies Refusals & Record<RefusalReason, (facts: RefusalFacts) => string>

export const refusals: Partial<Record<RefusalReason | ErrorCode, (facts: RefusalFacts) => string>> = known

function inWords(seconds: number): string {
  const minutes = Math.ceil(seconds / 60)
  if (seconds < 60) return seconds === 1 ? '1 segundo' : `${seconds} segundos`
  return minutes === 1 ? '1 minuto' : `${minutes} minutos`
}
