import type { MailWords } from '@/lib/words/en/mails'

export const frame = {
  hello: (name) => `Hola, ${name}:`,
  question: (sender) => `¿Alguna pregunta? Responde a este correo. Llega a ${sender}.`,
  labels: {
    service: 'Servicio',
    plan: 'Plan',
    site: 'Tu sitio',
    domain: 'Dominio',
    email: 'Correo',
    orderNumber: 'Número de pedido',
    paidToday: 'Pagado hoy',
    ofWhichTax: 'De ellos, impuestos',
    toPay: 'Por pagar',
    price: 'Precio',
    nextPayment: 'Próximo pago',
    keptUntil: 'Datos guardados hasta',
    runsUntil: 'Funciona hasta',
    amount: 'Importe',
  },
  actions: {
    openService: 'Abrir el servicio',
    openSite: 'Abrir tu sitio',
    openDashboard: 'Abrir tu panel',
    signIn: 'Entrar',
    pay: (amount) => (amount ? `Pagar ${amount}` : 'Pagar ahora'),
  },
  priceOfTerm: (price, every) => `${price} ${every}`,
} satisfies MailWords['frame']
