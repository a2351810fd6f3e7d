import type { MailWords } from '@/lib/words/en/mails'

export const services = {
  'service-held': {
    subject: (service) => `Hemos retirado ${service} de la red`,
    title: 'Hemos retirado tu sitio de la red',
    preheader: 'No se ha borrado nada. Responde a este correo y lo resolvemos juntos.',
    decided:
      'Hemos retirado tu sitio de la red. Lo ha decidido una persona de nuestro equipo por el motivo de abajo. No se ha borrado nada de él: tus archivos están donde los dejaste.',
    reason: 'Motivo',
    way: 'Para que vuelva a estar en línea, o si crees que es un error, responde a este correo: llega a quienes pueden levantarlo. Cuéntanos qué has cambiado y lo miramos contigo.',
    goesOn: 'Tu plan sigue como antes, y sus pagos también. Te escribimos otra vez cuando el sitio haya vuelto.',
  },
  'domain-lost': {
    title: (domain) => `${domain} ya no está conectado a tu sitio`,
    preheader: (systemDomain) => `Tu sitio sigue en ${systemDomain}. No se ha borrado nada de él.`,
    proved: (domain, systemDomain) =>
      `Alguien que controla el DNS de ${domain} ha demostrado que es suyo y lo ha conectado a un sitio propio. Tu sitio sigue en ${systemDomain}, y no se ha cambiado ni borrado nada de él.`,
    ifYours: (domain) =>
      `Si ${domain} es tuyo y no lo has hecho tú, ocúpate primero de su DNS: quien pueda escribir allí tiene acceso a él. Después conéctalo de nuevo. Un registro DNS nuevo decide de quién es.`,
    action: 'Ver el dominio de tu sitio',
    notSure: 'Si no sabes qué ha pasado, responde a este correo y lo miramos contigo.',
  },
  'service-released': {
    subject: (service) => `Hemos vuelto a poner ${service} en línea`,
    title: 'Tu sitio vuelve a estar en línea',
    preheader: (service) => `${service} está como antes. No tienes que hacer nada.`,
    back: (service, plan) =>
      `Hemos vuelto a poner ${service} en línea, tal como estaba antes, y tu plan ${plan} sigue como siempre. No tienes que hacer nada.`,
    different: 'Si ves algo distinto de antes, responde a este correo y lo miramos contigo.',
  },
  'cancellation-confirmed': {
    subject: (service) => `${service} está cancelado: qué pasa y cuándo`,
    title: 'Tu servicio está cancelado',
    preheader: (service, day) => `${service} funciona hasta el ${day}. Hasta entonces puedes deshacerlo.`,
    ends: (plan, service, day) =>
      `${plan} para ${service} no se renovará. Funciona hasta el ${day}, como has pagado, y después deja de estar en línea.`,
    charges: (due) =>
      due
        ? `No habrá renovación. El pago de ${due} que está abierto se puede hacer hasta que el servicio termine; después ya no lo pedimos.`
        : 'No se cobra nada más por él.',
    undo: (day) => `¿Has cambiado de idea o no fuiste tú? Hasta el ${day} basta un clic para que siga como antes:`,
  },
  'cancellation-undone': {
    subject: (service) => `${service} sigue: la cancelación se ha deshecho`,
    title: 'Tu servicio sigue',
    preheader: (service) => `La cancelación de ${service} se ha deshecho. Se renueva como antes.`,
    undone: (service, plan) =>
      `La cancelación de ${service} se ha deshecho. ${plan} sigue sin interrupción y vuelve a renovarse por sí solo. No se ha cobrado nada por esto.`,
    notYou: '¿No fuiste tú? Entonces cancélalo otra vez ahí, o responde a este correo y lo investigamos.',
  },
  'ending-soon': {
    subject: (service, day) => `${service} termina el ${day}`,
    title: 'Tu servicio termina pronto',
    preheader: (service, day) => `${service} deja de estar en línea el ${day}. Hasta entonces puedes conservarlo.`,
    ends: (plan, service, day) =>
      `Un recordatorio, porque se canceló hace un tiempo: ${plan} para ${service} termina el ${day} y entonces el sitio deja de estar en línea. No se renueva y no se cobra nada más por él.`,
    copy: (day) =>
      `Si te vas, haz a tiempo una copia de tus archivos. Lo guardamos todo hasta el ${day} por si aún necesitas algo.`,
    keep: 'Si prefieres conservar el sitio, basta un clic para que siga como antes:',
  },
  'service-ended': {
    subject: (service) => `${service} ha terminado; guardamos sus datos un tiempo`,
    title: 'Tu servicio ha terminado',
    preheader: (service, day) => `${service} ya no está en línea. Guardamos sus datos hasta el ${day}.`,
    ended: (plan, day) =>
      `${plan} ha terminado y no se cobrará más. Tu sitio ya no está en línea. Guardamos todos sus datos hasta el ${day}, por si aún necesitas algo de él.`,
    copy: 'Si quieres una copia de tus archivos, o recuperar tu sitio, responde a este correo antes de ese día. Te escribiremos otra vez antes de borrar nada.',
  },
  'deletion-warning': {
    subject: (isLast, service) =>
      isLast ? `Último aviso: los datos de ${service} se borran mañana` : `Los datos de ${service} se borrarán pronto`,
    title: (isLast) => (isLast ? 'Último aviso: tus datos se borran mañana' : 'Tus datos se borrarán'),
    preheader: (service, day) => `Los datos de ${service} se guardan hasta el ${day}.`,
    deletes: (service, day) =>
      `Tu servicio ${service} terminó y desde entonces hemos guardado sus datos. El ${day} los borramos: los archivos del sitio y su configuración.`,
    deletedOn: 'Se borra el',
    copy: 'Si necesitas una copia, o quieres seguir con el sitio, responde a este correo antes de ese día. Si no necesitas nada de él, no tienes que hacer nada.',
    next: (isLast) =>
      isLast
        ? 'Este es nuestro último correo antes de ese día. Cuando esté hecho, te lo decimos.'
        : 'Escribiremos una vez más, un día antes.',
  },
  'service-deleted': {
    subject: (service) => `Los datos de ${service} están borrados`,
    title: 'Tus datos están borrados',
    preheader: (service) => `${service} ya no está en nuestros servidores, como te habíamos escrito.`,
    deleted: (plan, service) =>
      `Ha pasado el tiempo durante el que guardamos los datos de un servicio terminado, así que hemos borrado ${service} (${plan}) de nuestros servidores: sus archivos y su configuración.`,
    bills:
      'Ya no se cobra nada por él. Tu cuenta y tus facturas se conservan: puedes seguir iniciando sesión para verlas.',
    thanks:
      'Gracias por haber estado con nosotros. Si quieres volver a tener un sitio, los planes están en nuestras páginas, y a este correo te responde una persona.',
  },
} satisfies MailWords['services']
