import type { MailWords } from '@/lib/words/en/mails'

export const account = {
  'password-reset': {
    subject: (shop) => `Elige una contraseña nueva para ${shop}`,
    title: 'Elige una contraseña nueva',
    preheader: 'El enlace vale 1 hora. ¿No fuiste tú? Entonces no tienes que hacer nada.',
    asked: (shop) => `Nos han pedido una contraseña nueva para tu cuenta de ${shop}. Si fuiste tú, elígela aquí:`,
    action: 'Elegir una contraseña nueva',
    once: 'El enlace vale una sola vez y durante 1 hora desde que enviamos este correo. Si la pediste varias veces, usa el correo más reciente.',
    notYou:
      'Si no fuiste tú, no tienes que hacer nada: tu contraseña queda como está, y tu sitio y tus pagos no se ven afectados.',
  },
  'email-verification': {
    subject: (shop) => `Confirma tu dirección de correo para ${shop}`,
    title: '¿Es esta tu dirección?',
    preheader: 'Confírmala con un clic. El enlace vale 24 horas.',
    asked: (shop, to) =>
      `Nos has pedido usar ${to} para tu cuenta de ${shop} a partir de ahora. Confirma que los correos a esta dirección te llegan:`,
    action: 'Confirmar esta dirección',
    once: 'El enlace vale una sola vez y durante 24 horas. Desde entonces inicias sesión con esta dirección y nuestros correos llegan aquí. Tu contraseña sigue siendo la misma.',
    notYou: 'Si no lo has pedido, no tienes que hacer nada: sin el enlace no cambia nada.',
  },
  'email-change-notice': {
    subject: (shop) => `Tu cuenta de ${shop} va a tener otra dirección de correo`,
    title: 'Tu dirección va a cambiar',
    preheader: 'Si no fuiste tú, actúa ahora: así se hace.',
    asked: (shop, to) =>
      `Alguien que ha iniciado sesión en tu cuenta de ${shop} y conoce su contraseña nos ha pedido usar otra dirección para ella: ${to}. En cuanto se use el enlace de nuestro correo a esa dirección, ocupará el lugar de esta.`,
    you: 'Si fuiste tú, aquí no tienes que hacer nada.',
    notYou:
      'Si no fuiste tú, elige enseguida una contraseña nueva, lo que además cierra todas las sesiones, y responde a este correo: te ayudaremos a conservar la cuenta.',
    action: 'Elegir una contraseña nueva',
  },
  'new-sign-in': {
    subject: (shop) => `Nuevo inicio de sesión en tu cuenta de ${shop}`,
    title: 'Un nuevo inicio de sesión',
    preheader: 'Desde un navegador que no habíamos visto antes. ¿Fuiste tú?',
    seen: 'Alguien ha iniciado sesión en tu cuenta desde un navegador en el que no se había usado antes.',
    when: 'Cuándo',
    browser: 'Navegador',
    address: 'Dirección de red',
    browserOf: (browser, system) =>
      browser && system ? `${browser} en ${system}` : (browser ?? system ?? 'Desconocido'),
    you: 'Si fuiste tú, no tienes que hacer nada. Una ventana privada o unas cookies borradas también nos parecen un navegador nuevo.',
    notYou:
      'Si no fuiste tú, elige ahora una contraseña nueva. Eso cierra la sesión en todos los navegadores, también en ese:',
    action: 'Elegir una contraseña nueva',
  },
} satisfies MailWords['account']
