import type { Words } from '@/lib/words/en'

export const notices = {
  due: {
    title: (amount) => `${amount} pendientes de pago`,
    failed: 'El último pago no se completó.',
    offline:
      'Tu sitio está fuera de línea hasta que se pague y vuelve a los pocos segundos de tu pago. No se borra nada.',
    onlineUntil: 'Tu sitio sigue en línea hasta el {day}. Paga con cualquier tarjeta y todo sigue como antes.',
    pay: (amount) => `Pagar ${amount}`,
  },
  held: {
    title: 'Hemos puesto tu sitio fuera de línea',
    text: (reason) =>
      `Nuestro motivo: ${reason} No se ha borrado nada. Responde a nuestro correo sobre ello y lo aclaramos contigo.`,
  },
  paused: {
    title: 'Este servicio está en pausa',
    text: 'Tu sitio está fuera de línea y no se ha borrado nada. Para seguir, responde a cualquiera de nuestros correos.',
  },
  disputed: {
    title: 'Un pago tuyo está en disputa',
    text: 'Tu banco pidió la devolución de un pago, así que este servicio no se renueva.',
    runsUntil: 'Sigue hasta el {day}.',
    next: 'Si se trata de un malentendido, responde a cualquiera de nuestros correos y lo aclaramos contigo.',
  },
  ending: {
    title: 'Este servicio termina el {day}',
    runs: 'Sigue hasta entonces.',
    nothingMore: 'No se cobra nada más.',
    staysDue: 'No se renueva. Lo que se indica arriba se puede pagar hasta entonces; después ya no lo pedimos.',
    dataUntil: 'Guardamos sus datos hasta el {day}.',
    ifKept: 'Si lo conservas, se renueva el {day} por {amount}.',
    keep: 'Conservar el servicio',
    pending: 'Conservándolo…',
    refused: 'La cancelación no se ha deshecho',
  },
  waiting: {
    title: 'Tu plan cambia a {plan} el {day}',
    price: (price, every) => `A partir de entonces cuesta ${price} ${every}.`,
    until: (plan) => `Hasta entonces conservas ${plan} y no se cobra nada.`,
    withdraw: 'Retirar el cambio',
    pending: 'Retirándolo…',
    refused: 'El cambio no se ha retirado',
  },
  settingUp: {
    title: 'Estamos preparando tu sitio',
    text: 'Suele tardar unos segundos. Vuelve a cargar esta página para verlo.',
  },
  ended: {
    title: 'Este servicio ha terminado',
    titleOn: 'Este servicio terminó el {day}',
    text: 'Ya no se cobra.',
    dataUntil:
      'Guardamos sus datos hasta el {day}. Si quieres recuperar tu sitio, o una copia de él, responde a cualquiera de nuestros correos antes de ese día.',
    dataDeleted: 'Sus datos se borraron el {day}.',
    orderAgain: (plan) => `Pedir ${plan} otra vez`,
  },
  done: {
    cancelled: { title: 'Tu servicio está cancelado', text: 'Te hemos enviado un correo con el día en que termina.' },
    kept: { title: 'Tu servicio sigue', text: 'La cancelación queda deshecha. Te hemos enviado un correo sobre ello.' },
    changed: {
      title: 'Tu plan ha cambiado',
      text: 'Los límites nuevos ya valen. Te hemos enviado un correo con los importes.',
    },
    planned: {
      title: 'Tu cambio está previsto',
      text: 'Hasta ese día todo sigue como está. Te hemos enviado un correo sobre ello.',
    },
    withdrawn: {
      title: 'Tu plan sigue como está',
      text: 'El cambio previsto se ha retirado. Te hemos enviado un correo sobre ello.',
    },
  },
} satisfies Words['notices']
