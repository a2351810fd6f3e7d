import type { MailWords } from '@/lib/words/en/mails'

export const reminder = {
  subject: (planName) => `Tu pedido de ${planName} está sin terminar`,
  title: (planName) => `Tu pedido de ${planName} te espera`,
  preheader: 'No se ha cobrado nada. Tu formulario está como lo dejaste.',
  text: (planName, term) =>
    `Empezaste a pedir ${planName} por ${term} y no pagaste. No se ha cobrado nada ni se cobrará. Nos pediste que te lo recordáramos una vez.`,
  action: 'Seguir con el pedido',
  until: (day) =>
    `El enlace abre tu formulario como lo dejaste, en cualquier dispositivo, hasta el ${day}. El precio que pagas es el que se muestra allí. No lo compartas: enseña lo que escribiste.`,
  once: 'Si has cambiado de idea, no tienes que hacer nada: no volveremos a escribirte sobre este pedido.',
  stop: 'Si no quieres recibir nunca un recordatorio así, aunque alguien lo pida en nuestro formulario:',
  stopLink: 'no recibir más recordatorios',
} satisfies MailWords['reminder']
