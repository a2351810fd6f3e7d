import type { Words } from '@/lib/words/en'

export const domains: Words['domains'] = {
  title: 'Dominio',
  titleOf: (name) => `Dominio de ${name}`,
  intro: 'Tu sitio responde siempre en {systemDomain}. Con un dominio tuyo responde también allí.',
  part: {
    seeRecords: 'Ver sus registros DNS',
    connect: 'Conectar un dominio tuyo',
    waits: 'Falta tu comprobación',
  },
  none: {
    title: 'No hay ningún dominio que configurar',
    settingUp: 'Tu sitio todavía se está preparando. Vuelve dentro de un minuto.',
    ended: 'Este servicio ha terminado.',
  },
  lost: {
    title: (domain) => `${domain} ya no está conectado a tu sitio`,
    text: (domain) =>
      `Alguien que controla el DNS de ${domain} ha demostrado que es suyo y lo ha conectado a un sitio propio. Tu sitio y sus archivos siguen como estaban. Si ${domain} es tuyo, conéctalo de nuevo: entonces decide su nuevo registro TXT.`,
  },
  proof: {
    title: (domain) => `Demuestra que ${domain} es tuyo`,
    text: (domain) =>
      `El nombre está asignado aquí a otro sitio. Crea este registro donde gestionas el dominio. En cuanto lo encontremos, ${domain} será tuyo aquí y podrás borrar el registro.`,
    table: (domain) => `Comprobación de ${domain}`,
    isAllThatIsMissing: 'Solo falta la comprobación de arriba.',
  },
  records: {
    table: (domain) => `Registros de ${domain}`,
    type: 'Tipo',
    name: 'Nombre',
    value: 'Valor',
  },
  noRecords: {
    demoTitle: 'Esto es una demostración en una sola máquina',
    demo: (domain) =>
      `Su servidor no tiene dirección pública, así que ${domain} no lleva a ninguna parte fuera de esta máquina y no hay registros que crear.`,
    title: 'Aquí falta la dirección de tu servidor',
    text: 'Responde a cualquiera de nuestros correos y te decimos qué registros crear.',
  },
  check: {
    again: 'Comprobar otra vez',
    last: 'Última consulta: {moment}. Seguimos consultando por nuestra cuenta.',
  },
  states: {
    here: {
      short: 'Lleva a tu sitio',
      title: (domain) => `${domain} lleva a tu sitio`,
      text: 'Con y sin www. No queda nada por hacer.',
    },
    partly: {
      short: 'Lleva aquí en parte',
      title: (domain) => `${domain} lleva aquí en parte`,
      text: 'Unos visitantes llegan y otros no. Compara los registros de abajo con los tuyos y quita cualquier otro registro A o AAAA de estos nombres.',
    },
    elsewhere: {
      short: 'Lleva a otra parte',
      title: (domain) => `${domain} todavía lleva a otra parte`,
      text: 'Pon los registros de abajo en lugar de sus registros A y AAAA de hoy. Si acabas de hacerlo, los antiguos pueden recordarse durante unas horas. Detrás de un proxy o una CDN tuya esto es lo normal.',
    },
    not_found: {
      short: 'Faltan sus registros',
      title: (domain) => `${domain} todavía no lleva a ninguna parte`,
      text: 'No tiene ninguna dirección. Crea los registros de abajo donde gestionas el dominio: normalmente donde lo compraste, en «DNS».',
    },
    unanswered: {
      short: 'No se pudo consultar',
      title: (domain) => `Ahora mismo no pudimos consultar ${domain}`,
      text: 'Sus servidores de nombres no nos respondieron. A menudo se pasa solo, y seguimos intentándolo. Si continúa, pregunta a quien gestiona el dominio.',
    },
  },
  onlyWwwMissing:
    'Quien escribe www. delante no llega. Crea también los registros de ese nombre, salvo que no lo quieras.',
  names: {
    label: 'Adónde lleva cada nombre',
    here: 'Aquí',
    mixed: 'Aquí y a otra parte',
    elsewhere: 'A otra parte',
    missing: 'A ninguna parte',
    unanswered: 'Sin respuesta',
  },
  form: {
    connect: 'Conectar un dominio',
    another: 'Usar otro dominio',
    label: 'Un dominio que es tuyo',
    hint: 'Por ejemplo, ejemplo.com. Nada cambia en tu dominio hasta que crees sus registros.',
    submit: 'Conectar este dominio',
    pending: 'Conectándolo…',
    refused: 'El dominio no está conectado',
  },
}
