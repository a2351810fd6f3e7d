import type { Words } from '@/lib/words/en'

export const reminder = {
  subject: (planName) => `Tu pedido de ${planName} está sin terminar`,
  title: (planName) => `Tu pedido de ${planName} te espera`,
  preheader: 'No se ha cobrado nada. Tu formulario está como lo dejaste.',
  hello: (name) => `Hola, ${name}:`,
  text: (planName, term) =>
    `Empezaste a pedir ${planName} por ${term} y no pagaste. No se ha cobrado nada ni se cobrará. Nos pediste que te lo recordáramos una vez.`,
  action: 'Seguir con el pedido',
  until: (day) =>
    `El enlace abre tu formulario como lo dejaste, en cualquier dispositivo, hasta el ${day}. El precio que pagas es el que se muestra allí. No lo compartas: enseña lo que escribiste.`,
  once: 'Si has cambiado de idea, no tienes que hacer nada: no volveremos a escribirte sobre este pedido.',
  stop: 'Si no quieres recibir nunca un recordatorio así, aunque alguien lo pida en nuestro formulario:',
  stopLink: 'no recibir más recordatorios',
  signOff: 'Nos alegrará verte de nuevo,',
  question: (department) => `¿Alguna pregunta? Responde a este correo. Le llega a ${department}.`,
  page: {
    title: '¿No recibir más recordatorios?',
    text: 'No enviaremos más recordatorios de pedidos sin terminar a tu dirección de correo, aunque alguien los pida. Los correos sobre pedidos, pagos y tu cuenta te siguen llegando.',
    button: 'No recibir más recordatorios',
    doneTitle: 'No te lo recordaremos más',
    doneText: 'Tu dirección de correo ya no recibe recordatorios de pedidos sin terminar.',
    unknownTitle: 'Este enlace no está completo',
    unknownText: 'Ábrelo de nuevo desde el correo, entero. O escríbenos y quitaremos tu dirección.',
  },
} satisfies Words['reminder']
