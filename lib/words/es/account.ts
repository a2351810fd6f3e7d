import type { Words } from '@/lib/words/en'

export const account = {
  signOut: 'Salir',
  yourAccount: (name) => `Tu cuenta, ${name}`,
  signIn: {
    title: 'Entrar',
    changed: { title: 'Tu contraseña ha cambiado', text: 'Ya puedes entrar con ella.' },
    forgot: '¿Has olvidado tu contraseña?',
    form: {
      email: 'Dirección de correo',
      password: 'Contraseña',
      submit: 'Entrar',
      pending: 'Entrando…',
      refused: 'No has podido entrar',
    },
    missing: { email: 'Escribe tu dirección de correo.', password: 'Escribe tu contraseña.' },
  },
  forgotPassword: {
    title: '¿Has olvidado tu contraseña?',
    intro: 'Dinos la dirección de correo de tu cuenta. Te enviamos un enlace con el que eliges una contraseña nueva.',
    sent: {
      title: 'Mira tu buzón',
      text: 'Si esa dirección tiene una cuenta, un mensaje con un enlace está en camino. El enlace sirve una sola vez y durante una hora. ¿No llega en unos minutos? Mira en la carpeta de correo no deseado o {again}.',
      again: 'inténtalo de nuevo',
    },
    back: 'Volver a la página de entrada',
    form: {
      email: 'Dirección de correo',
      submit: 'Enviarme un enlace',
      pending: 'Enviando…',
      refused: 'No se ha enviado ningún mensaje',
    },
    badEmail: 'Escribe una dirección de correo como nombre@ejemplo.com.',
  },
  changePassword: {
    title: 'Elige tu contraseña',
    intro: 'Has entrado con una contraseña temporal. Elige una que solo sepas tú; después se abren tus servicios.',
  },
  resetPassword: {
    title: 'Elige una contraseña nueva',
    intro: (email) =>
      `Para la cuenta ${email}. Se cerrará la sesión en todos los navegadores que estén dentro de ella.`,
    dead: {
      title: 'Este enlace ya no sirve',
      text: 'Ya se usó, tiene más de una hora o se envió otro más nuevo. Pide uno nuevo; tu contraseña sigue igual.',
      again: 'Pedir un enlace nuevo',
    },
  },
  newPassword: {
    password: 'Contraseña nueva',
    hint: 'Al menos 12 caracteres. Unas cuantas palabras sin relación son seguras y fáciles de recordar.',
    submit: 'Guardar la contraseña',
    pending: 'Guardando…',
    refused: 'La contraseña no ha cambiado',
  },
  passwordSwitch: { name: 'Mostrar la contraseña', show: 'Mostrar', hide: 'Ocultar' },
} satisfies Words['account']
