import type { MailWords } from '@/lib/words/en/mails'

export const orders = {
  facts: {
    nextPayment: (price, term, day) => (day ? `${price} el ${day}` : `${price}, dentro de ${term}`),
    plusTax: (price) => `${price} más impuestos`,
    planOfTerm: (plan, term) => `${plan}, ${term}`,
    lostDomain: (wanted, domain) =>
      `Pediste ${wanted}. Mientras pagabas lo ocupó otro pedido, así que tu sitio funciona en ${domain}. Si ${wanted} es tuyo, un registro DNS lo demuestra y se conecta a tu sitio.`,
    dnsRecords: (domain) =>
      `${domain} lleva a tu sitio en cuanto estén puestos sus registros DNS. Aquí ves cuáles son y si ya lo están:`,
  },
  welcome: {
    subject: (shop) => `Tu sitio en ${shop} está en marcha: cómo iniciar sesión`,
    title: 'Tu sitio está en marcha',
    preheader: (plan) => `${plan} está pagado y funciona. Así inicias sesión.`,
    thanks: (plan) => `Gracias. Tu pago ha llegado y ${plan} funciona: tu sitio ya responde en la dirección de abajo.`,
    signIn: 'Entrar',
    temporaryPassword: 'Contraseña temporal',
    firstTime:
      'Esta contraseña es solo para la primera vez. Cuando inicies sesión con ella, te pedimos que elijas la tuya antes que nada.',
    ownPassword: (email) => `Tu cuenta es ${email}. Inicia sesión con la contraseña que elegiste.`,
    first: 'Lo primero que hacer',
    openSite: '1. Abre tu sitio y comprueba que está ahí.',
    choosePassword: '2. Inicia sesión y elige una contraseña que solo tú conozcas.',
    justSignIn: '2. Inicia sesión.',
    dashboard: '3. Mira tu panel. Muestra todo lo que tienes con nosotros: ',
    renewal:
      'El plan se renueva por sí solo con la tarjeta con la que pagaste. Si no lo quieres, cancélalo en tu panel: funciona entonces hasta el final de lo pagado y no se cobra nada más.',
    safety:
      'Nunca te pediremos tu contraseña, ni por correo ni por teléfono. Si no has pedido esto, responde a este correo y lo arreglamos.',
  },
  'order-confirmation': {
    subject: (order, plan) => `Pedido ${order}: ${plan} está pagado y funciona`,
    title: (plan) => `${plan} está pagado y funciona`,
    preheader: (paid, order) => `Pagado hoy: ${paid}. Pedido ${order}.`,
    thanks:
      'Gracias por tu pedido. Tu pago ha llegado y tu sitio está en marcha. Está en la cuenta que ya tienes, y tu contraseña no ha cambiado.',
    renewal:
      'El plan se renueva por sí solo con la tarjeta con la que has pagado hoy. Si no lo quieres, cancélalo en tu panel: funciona entonces hasta el final de lo pagado y no se cobra nada más. Si algún importe no te cuadra, responde a este correo y lo revisamos contigo.',
  },
  'payment-pending': {
    subject: (order) => `Pedido ${order}: esperamos a tu banco`,
    title: 'Esperamos a tu banco',
    preheader: 'Tu pedido está hecho. No tienes que hacer nada.',
    placed: (plan) =>
      `Tu pedido de ${plan} está hecho. Elegiste una forma de pago que tarda unos días: hemos pedido a tu banco el importe de abajo y todavía no ha llegado.`,
    next: 'No tienes que hacer nada. En cuanto llegue el pago preparamos tu sitio y te escribimos con todo lo que necesitas para iniciar sesión. Si no llega, también te escribimos.',
  },
  'order-payment-failed': {
    subject: (order) => `Pedido ${order}: tu pago no ha llegado`,
    title: 'Tu pago no ha llegado',
    preheader: 'No se ha cobrado nada. Así puedes pedir otra vez.',
    failed: (plan) =>
      `Tu banco no hizo el pago de ${plan}. No se ha cobrado ni preparado nada, y este pedido queda cerrado.`,
    why: 'Las razones habituales son una cuenta sin saldo suficiente, un error en su número o un banco que no permite domiciliaciones. Tu banco puede decirte cuál fue.',
    again:
      'Puedes pedir otra vez cuando quieras. La tarjeta es la forma de pago más rápida: tu sitio está listo en menos de un minuto.',
    action: 'Pedir otra vez',
  },
} satisfies MailWords['orders']
