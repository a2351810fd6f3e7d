import type { Words } from '@/lib/words/en'

/** The page that stops reminders of unfinished orders. */
export const reminder = {
  title: '¿No recibir más recordatorios?',
  text: 'No enviaremos más recordatorios de pedidos sin terminar a tu dirección de correo, aunque alguien los pida. Los correos sobre pedidos, pagos y tu cuenta te siguen llegando.',
  button: 'No recibir más recordatorios',
  doneTitle: 'No te lo recordaremos más',
  doneText: 'Tu dirección de correo ya no recibe recordatorios de pedidos sin terminar.',
  unknownTitle: 'Este enlace no está completo',
  unknownText: 'Ábrelo de nuevo desde el correo, entero. O escríbenos y quitaremos tu dirección.',
} satisfies Words['reminder']
