import type { Words } from '@/lib/words/en'

export const address = {
  title: 'Tu cuenta',
  name: 'Nombre',
  email: 'Correo electrónico',
  sent: {
    title: 'Mira en tu nuevo buzón',
    text: 'Si ninguna otra cuenta usa esa dirección, un correo con un enlace va de camino. Tu dirección cambia cuando uses el enlace, que sirve una vez y durante 24 horas. ¿No llega en unos minutos? Mira en la carpeta de correo no deseado.',
  },
  change: {
    heading: 'Cambiar tu dirección de correo',
    text: 'Con ella inicias sesión y a ella van nuestros correos. Enviamos un enlace a la dirección nueva y un aviso a la anterior.',
    email: 'Nueva dirección de correo',
    password: 'Tu contraseña',
    submit: 'Enviar el enlace',
    pending: 'Enviando…',
    refused: 'No se ha enviado ningún correo',
  },
  password: {
    heading: 'Cambiar tu contraseña',
    text: 'Te enviamos un enlace con el que eliges una nueva. Con ella se cierra la sesión en todos los navegadores.',
    link: 'Pedir un enlace',
  },
  confirm: {
    title: 'Confirma tu dirección de correo',
    intro: (from, to) => `Tu cuenta cambia de ${from} a ${to}. Tu contraseña sigue igual.`,
    submit: 'Confirmar esta dirección',
    pending: 'Confirmando…',
    refused: 'Tu dirección no ha cambiado',
    open: 'Abrir tu cuenta',
    done: {
      title: 'Tu dirección ha cambiado',
      text: 'Desde ahora inicias sesión con ella y a ella van nuestros correos. Tu contraseña es la misma que antes.',
    },
    dead: {
      title: 'Este enlace ya no sirve',
      text: 'Ya se usó, tiene más de 24 horas o se envió otro más nuevo. Pide uno nuevo en tu cuenta; tu dirección sigue como estaba.',
    },
  },
} satisfies Words['address']
