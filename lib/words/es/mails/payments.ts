import type { MailWords } from '@/lib/words/en/mails'

export const payments = {
  receipt: {
    subject: (number, amount) => `Recibo ${number}: ${amount} pagados`,
    title: 'Gracias por tu pago',
    preheader: (amount, service) => `${amount} por ${service}. Aquí tienes tu factura para guardarla.`,
    paid: (amount, service) => `Tu pago de ${amount} por ${service} ha llegado. No tienes que hacer nada.`,
    number: 'Número de factura',
    paidOn: 'Pagado el',
    period: 'Por el periodo',
    periodOf: (start, end) => `Del ${start} al ${end}`,
    subtotal: 'Subtotal',
    discount: 'Descuento',
    tax: 'Impuestos',
    total: 'Total',
    fromCredit: 'Pagado con tu saldo',
    paidNow: 'Pagado',
    download: 'Descargar la factura (PDF)',
    see: 'Ver la factura',
    wrong: 'Si algún importe no te cuadra, responde a este correo y lo revisamos contigo.',
  },
  'payment-failed': {
    subject: (isReminder, plan, service) =>
      isReminder
        ? `Recordatorio: tu pago de ${plan} (${service}) está pendiente`
        : `Tu pago de ${plan} (${service}) no se completó`,
    title: (isReminder) => (isReminder ? 'Tu pago sigue pendiente' : 'Tu pago no se completó'),
    preheader: (service, day) =>
      day ? `${service} sigue en línea hasta el ${day}. Así puedes pagar.` : `Paga para que ${service} vuelva.`,
    first: (plan) =>
      `Intentamos renovar ${plan} con la tarjeta con la que pagas y el banco no la aceptó. A veces ocurre, por ejemplo cuando una tarjeta ha caducado. No se ha cobrado nada.`,
    reminder: (plan) =>
      `La renovación de ${plan} sigue sin pagarse. Probamos con la tarjeta con la que pagas y el banco no la aceptó.`,
    consequence: (day) =>
      day
        ? `Tu sitio está en línea y lo estará hasta el ${day}. Si el pago no ha llegado para entonces, el sitio dejará de estar en línea; no se borra nada de él.`
        : 'Tu sitio no está en línea hasta que llegue el pago; no se borra nada de él.',
    onlineUntil: 'En línea hasta',
    ways: 'Ahí puedes usar otra tarjeta. También volveremos a probar con la tuya por nuestra cuenta. Si ya has pagado entretanto, no tienes que hacer nada más.',
  },
  'service-suspended': {
    subject: (service) => `${service} no está en línea hasta que llegue tu pago`,
    title: 'Tu sitio no está en línea',
    preheader: 'No se ha borrado nada. Vuelve a los pocos segundos de tu pago.',
    reason: (plan) =>
      `La renovación de ${plan} sigue sin pagarse, así que hemos retirado tu sitio de la red. No se ha borrado nada de él: tus archivos están donde los dejaste.`,
    ways: 'En cuanto llegue tu pago, el sitio vuelve a estar en línea, por sí solo y en segundos. Puedes pagar con otra tarjeta. Si necesitas más tiempo, responde a este correo y encontraremos una solución.',
  },
  'service-restored': {
    subject: (service) => `${service} vuelve a estar en línea`,
    title: 'Tu sitio vuelve a estar en línea',
    preheader: (service) => `Gracias, tu pago ha llegado. ${service} está como antes.`,
    thanks: (plan, service) =>
      `Gracias, tu pago de ${plan} ha llegado. ${service} vuelve a estar en línea, tal como estaba antes.`,
    next: 'La próxima renovación usará la tarjeta con la que acabas de pagar, si la guardaste. Si ves algo distinto de antes, responde a este correo y lo miramos contigo.',
  },
} satisfies MailWords['payments']
