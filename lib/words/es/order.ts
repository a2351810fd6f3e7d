import type { Words } from '@/lib/words/en'

export const order = {
  title: 'Tu pedido',
  states: {
    awaiting_payment: {
      title: 'Esperamos tu pago',
      meaning: (email) =>
        `Empezamos en cuanto se confirme el pago; con tarjeta son unos segundos. Esta página sigue entonces por sí sola. Puedes cerrarla: te escribimos a ${email} cuando tu sitio esté en marcha.`,
    },
    payment_delayed: {
      title: 'Tu pago está en camino',
      meaning: (email) =>
        `Tu pedido está completo y no tienes que hacer nada. La forma de pago que elegiste pasa por tu banco, que puede tardar unos días laborables. Preparamos tu sitio en cuanto el banco lo confirme y te escribimos a ${email} cuando esté en marcha. Si el banco lo rechaza, también te escribimos, y esta página lo dice. Mientras tanto, no pagues otra vez.`,
    },
    running: {
      title: 'Estamos preparando tu sitio',
      meaning: (email) => `Tu pago ha llegado. Puedes cerrar esta página: el trabajo sigue y te escribimos a ${email}.`,
    },
    completed: { title: 'Tu sitio está en marcha', meaning: () => 'Está preparado y respondió cuando lo visitamos.' },
    needs_person: {
      title: 'Tu pedido necesita a uno de nosotros',
      meaning: (email) =>
        `Tu pago ha llegado y no tienes que pagar otra vez. Un paso no pudo terminar por sí solo y tiene que mirarlo una persona. Te escribimos a ${email} cuando tu sitio esté en marcha.`,
    },
    payment_failed: {
      title: 'El pago no se completó',
      meaning: () =>
        'Tu banco o tu tarjeta lo rechazó, así que no se cobró ni se preparó nada. Puedes pedir lo mismo otra vez y pagar de otra manera.',
    },
    expired: {
      title: 'Esta página de pago ha caducado',
      meaning: () =>
        'No se pagó en ella, así que no se cobró ni se preparó nada. Puedes pedir lo mismo otra vez cuando quieras.',
    },
  },
  waits: {
    room: {
      title: 'Tu sitio espera un lugar en un servidor',
      meaning: (email) =>
        `Tu pago ha llegado y no tienes que hacer nada. Todos nuestros servidores están llenos en este momento. Lo sabemos y estamos haciendo sitio. Después tu pedido sigue por sí solo y te escribimos a ${email} cuando tu sitio esté en marcha.`,
    },
    server: {
      title: 'Un servidor nuestro no responde',
      meaning: (email) =>
        `Tu pago ha llegado y no tienes que hacer nada. El servidor de tu sitio no responde en este momento. Lo sabemos y lo estamos recuperando. Después tu pedido sigue por sí solo y te escribimos a ${email} cuando tu sitio esté en marcha.`,
    },
    payments: {
      title: 'Esperamos a nuestro proveedor de pagos',
      meaning: (email) =>
        `Tu pago ha llegado y no tienes que hacer nada. Nuestro proveedor de pagos no responde en este momento y un paso lo necesita. Después tu pedido sigue por sí solo y te escribimos a ${email} cuando tu sitio esté en marcha.`,
    },
    mail: {
      title: 'Tu sitio está en marcha; nuestro correo se retrasa',
      meaning: (email) =>
        `Tu sitio está preparado y responde. Nuestro servidor de correo no responde en este momento: el mensaje a ${email} con los datos para entrar llega por sí solo.`,
    },
  },
  unreachable: {
    title: 'Tu sitio está en marcha, pero nuestro correo no llegó',
    meaning: (email) =>
      `Tu sitio está preparado y responde. Nuestro correo a ${email} fue rechazado, así que uno de nosotros lo mira. No tienes que pagar otra vez.`,
  },
  lost: {
    title: 'Se ha perdido la conexión con nosotros',
    text: 'Tu pedido sigue sin ella. Esta página continúa en cuanto vuelvas a tener conexión.',
  },
  number: 'Número de pedido',
  plan: 'Plan',
  domain: 'Dominio',
  announced: (stage, done, all) => `${stage}: ${done} de ${all} hechos.`,
  stages: {
    heading: 'Progreso',
    paid: 'Pago recibido',
    account: 'Cuenta creada',
    knownAccount: 'Añadido a tu cuenta',
    confirmed: 'Pedido confirmado',
    placed: 'Servidor elegido',
    provisioned: 'Sitio preparado',
    verified: 'El sitio responde',
    welcome: 'Correo de bienvenida enviado',
    orderMail: 'Correo del pedido enviado',
  },
  marks: {
    doneAt: 'hecho a las',
    done: 'Hecho',
    toDo: 'Pendiente',
    person: 'Necesita a una persona',
    retrying: 'Otro intento',
    working: 'En curso',
  },
  next: {
    again: 'Pedir otra vez',
    plans: 'Ver los planes',
    open: 'Abrir tu sitio',
    signIn: 'Entrar',
    giveNumber: 'Siempre que nos preguntes por él, indica el número de pedido de abajo.',
    contact: 'Escríbenos',
    preview: (domain) => `Vista previa de ${domain}`,
    previewText: 'Tu sitio en este momento.',
    noPreview: 'Ahora mismo no hay vista previa.',
    ownDomain: 'Tu dominio',
    dns: (domain) =>
      `${domain} lleva a tu sitio en cuanto se creen sus registros DNS. Cuando hayas entrado, la página de tu servicio muestra cuáles son y si llegan.`,
    howToSignIn: 'Cómo entrar en tu cuenta',
    known: (email) => `Con ${email} y la contraseña que ya tienes. El servicio nuevo está en la misma cuenta.`,
    fresh: (email) =>
      `Con ${email} y la contraseña temporal que acabamos de enviar allí. Eliges la tuya la primera vez que entras.`,
  },
  unknown: {
    title: 'No encontramos ese pedido',
    text: 'Esta dirección no corresponde a ningún pedido que conozcamos. Si acabas de pagar, abre el enlace del mensaje que enviamos a tu dirección de correo o vuelve a esta página desde el historial de tu navegador. No tienes que pagar otra vez.',
  },
} satisfies Words['order']
