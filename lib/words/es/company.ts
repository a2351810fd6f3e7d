import type { Words } from '@/lib/words/en'

export const company = {
  contact: {
    title: 'Contacto',
    intro:
      'Escribe a quien puede ayudarte. Si se trata de un pedido, indica su número: figura en todos los correos sobre él.',
    departments: {
      sales: { name: 'Antes de comprar', text: 'Preguntas sobre planes, precios y lo que conviene a tu sitio.' },
      billing: { name: 'Pagos', text: 'Facturas, devoluciones, cancelaciones y tarjetas rechazadas.' },
      support: { name: 'Tu sitio', text: 'Todo lo relativo a un sitio que alojamos para ti.' },
    },
    address: 'Por correo postal',
    status: '¿Algo falla para todo el mundo? Nuestra página de estado lo dice.',
  },
  status: {
    title: 'Estado',
    ok: 'La tienda y el panel funcionan',
    slow: 'Los pedidos nuevos tardan más de lo habitual',
    down: 'La tienda y el panel no están disponibles',
    okText: 'Nuestra base de datos responde y nada espera más de un minuto.',
    slowText: 'Hay trabajo de pedidos en espera. Los pedidos pagados están a salvo y siguen por sí solos.',
    downText:
      'No llegamos a nuestra base de datos. Los pedidos pagados están a salvo y siguen por sí solos en cuanto vuelva a responder. Los sitios que alojamos no dependen de ella.',
    database: 'Base de datos',
    answers: 'Responde',
    unreachable: 'No responde',
    waiting: 'Trabajo en espera',
    waitingText: (count) => (count === 0 ? 'Ninguno' : `${count}`),
    oldest: 'La espera más larga',
    seconds: (seconds) => `${seconds} s`,
    version: 'Versión',
    checkedAt: 'Consultado',
    again: 'Consultar de nuevo',
  },
  terms: { title: 'Condiciones del servicio' },
  privacy: { title: 'Privacidad' },
  version: (day) => `Versión del ${day}`,
} satisfies Words['company']
