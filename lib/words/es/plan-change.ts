import type { Words } from '@/lib/words/en'

export const planChange = {
  title: 'Cambiar de plan',
  titleOf: (name) => `Cambiar el plan de ${name}`,
  confirmTitleOf: (name) => `Confirmar el cambio de ${name}`,
  intro: (plan, every) =>
    `Ahora tienes ${plan}, con pago ${every}. La página siguiente muestra lo que cuesta un cambio antes de que ocurra nada.`,
  cycles: 'Plazos de pago',
  notNow: 'Ahora no es posible',
  chooseFirst: 'Elige primero un plan.',
  option: {
    current: 'Tu plan actual',
    planned: 'Previsto',
    aMonth: (amount) => `unos ${amount} al mes`,
    atOnce: 'Empieza enseguida.',
    later: 'Empieza el {day}, cuando termina lo que has pagado.',
    seePrice: 'Ver el precio del cambio',
    to: (plan) => `a ${plan}`,
  },
  confirm: {
    intro: 'Todavía no ha cambiado nada. Así sería el cambio.',
    planNow: 'Plan actual',
    newPlan: 'Plan nuevo',
    price: (plan, price, every) => `${plan}, ${price} ${every}`,
    starts: 'Empieza',
    atOnce: 'Enseguida',
    includes: 'Entonces incluye',
    today: 'Pagas hoy',
    nextInvoice: 'Próxima factura',
    nextInvoiceOn: '{amount} el {day}',
    credit: 'Tu saldo a favor',
    back: 'Volver sin cambiar nada',
    plan: 'Dejar previsto el cambio',
    pay: (amount) => `Pagar ${amount} y cambiar`,
    now: 'Cambiar ahora',
    pending: 'Cambiando de plan…',
    refused: 'El plan no ha cambiado',
    explanations: {
      downgrade: (plan) =>
        `Hasta entonces conservas ${plan}, que ya has pagado. Puedes retirar el cambio hasta ese día.`,
      credit:
        'Lo que has pagado por adelantado es más de lo que cuesta este cambio. El resto queda como saldo a favor y paga tus próximas facturas.',
      newTerm: (term) =>
        `Hoy empieza un plazo nuevo de ${term}. De su precio se descuenta lo que queda del tiempo que ya has pagado, y también tu saldo a favor si lo hay.`,
      difference: (from, to) =>
        `Es la diferencia entre ${to} y ${from} por lo que queda del plazo que ya has pagado, menos tu saldo a favor si lo hay. Vale durante 30 minutos.`,
    },
    drops: (plan) => `El cambio a ${plan} que estaba previsto ya no se hace.`,
    smaller: (then, now) =>
      `Cabe menos que ahora: ${then} en lugar de ${now}. Asegúrate de que tu sitio quepa para entonces.`,
    otherCard: {
      heading: '¿Pagar con otra tarjeta?',
      text: 'Se cobra en la tarjeta que paga este servicio. Si quieres, elige antes otra en Stripe.',
    },
  },
} satisfies Words['planChange']
