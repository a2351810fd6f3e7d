import type { MailWords } from '@/lib/words/en/mails'

export const plans = {
  'plan-changed': {
    subject: (service, plan) => `${service} tiene ahora ${plan}`,
    title: 'Tu plan ha cambiado',
    preheader: (service, plan, charged) => `${service} tiene ahora ${plan}${charged ? `. Pagado: ${charged}` : ''}.`,
    changed: (service) =>
      `El plan de ${service} ha cambiado y sus nuevos límites valen desde ahora. Tu sitio queda como está.`,
    now: 'Plan actual',
    before: 'Plan anterior',
    planOfTerm: (plan, every) => `${plan}, se paga ${every}`,
    charged: 'Pagado por el cambio',
    credited: 'Tu saldo',
    aboutCredit: 'El saldo es por el tiempo que habías pagado por adelantado. Con él se pagan tus próximas facturas.',
    action: 'Ver el servicio y sus facturas',
    wrong: 'Si algún importe no te cuadra, responde a este correo y lo revisamos contigo.',
  },
  'plan-change-scheduled': {
    subject: (service, plan) => `${service} cambiará a ${plan}`,
    title: 'Tu plan va a cambiar',
    preheader: (service, plan, day) => `${service} cambia a ${plan} el ${day}. Hasta entonces no se cobra nada.`,
    changes: (service, to, from, day) =>
      `El ${day}, ${service} cambia a ${to}. Hasta entonces conservas ${from}, que ya has pagado, y no se cobra nada.`,
    untilThen: 'Plan hasta entonces',
    fromThen: 'Plan desde entonces',
    changesOn: 'Cambia el',
    newPrice: 'Nuevo precio',
    firstOn: (price, every) => `${price} ${every}, por primera vez ese día`,
    undo: (day) => `¿Has cambiado de idea o no fuiste tú? Hasta el ${day} puedes retirar el cambio:`,
  },
  'plan-change-withdrawn': {
    subject: (service, plan) => `${service} conserva ${plan}`,
    title: 'Tu plan queda como está',
    preheader: (service, to) => `El cambio de ${service} a ${to} se ha retirado.`,
    keeps: (service, to, plan) =>
      `El cambio a ${to} que estaba previsto para ${service} se ha retirado. Conserva ${plan} y no se ha cobrado nada.`,
  },
} satisfies MailWords['plans']
