import type { Words } from '@/lib/words/en'

export const checkout = {
  title: 'Pedido',
  form: {
    name: 'Tu nombre',
    email: 'Dirección de correo',
    emailHint: 'A esta dirección enviamos tu pedido y los datos para entrar.',
    domain: 'Un dominio que ya tienes',
    domainHint: (freeAddress) =>
      `Tú eliges: escribe uno, por ejemplo ejemplo.com. O deja el campo vacío: tu sitio funciona entonces en una dirección gratuita nuestra, como ${freeAddress}.`,
    coupon: 'Cupón',
    apply: 'Aplicar',
    applyWhat: 'cupón',
    optional: '(opcional)',
    reminder: 'Recuérdamelo una vez por correo si no termino',
    reminderHint: 'Un solo correo, unas horas después, y solo si el pedido sigue sin pagar.',
    trap: 'Deja esto vacío',
    submit: 'Continuar al pago',
    pending: 'Abriendo la página de pago…',
    checkEntries: 'Revisa lo que has escrito',
    badEmail: 'Escribe una dirección de correo como nombre@ejemplo.com.',
  },
  summary: {
    label: 'Tu pedido',
    change: 'Cambiar de plan o de plazo',
    forTerm: (term) => `Por ${term}`,
    coupon: (code) => `Cupón ${code}`,
    today: 'Pagas hoy',
    tax: {
      name: 'Impuestos',
      added: 'se añaden en la página de pago, donde los ves antes de pagar.',
      included: 'incluidos en estos precios, donde corresponda.',
    },
    renewal: 'Renovación',
    renewalTerms: (price, every, date) => `${price} ${every}, la próxima vez el ${date}`,
    note: 'Stripe cobra en la página siguiente. No se cobra nada antes de que lo confirmes allí.',
  },
  consent: {
    before: 'Al continuar aceptas las ',
    link: 'condiciones del servicio',
    after: (day) => ` (versión del ${day}). `,
    privacyBefore: 'Qué hacemos con tus datos figura en el ',
    privacyLink: 'aviso de privacidad',
    newTab: 'se abre en una pestaña nueva',
  },
  canceled: {
    title: 'Saliste de la página de pago y no se ha cobrado nada.',
    kept: 'Lo que escribiste sigue aquí. Continúa cuando quieras.',
  },
  resumed: {
    title: 'Aquí está tu pedido como lo dejaste. No se ha cobrado nada.',
    kept: 'Revísalo y continúa cuando quieras.',
    expired: {
      title: 'Este enlace a tu pedido ha caducado',
      text: 'No se ha cobrado nada. Elige el plan de nuevo; lo que escribiste entonces ya no se muestra.',
    },
  },
  unknownPlan: {
    title: 'No vendemos ese plan',
    text: 'El enlace que te trajo aquí nombra un plan que no está a la venta. No se ha pedido ni cobrado nada.',
  },
  unknownTerm: {
    title: 'Ese plan no se vende para este plazo',
    text: 'Elige de nuevo el plan y cada cuánto quieres pagar. No se ha pedido ni cobrado nada.',
  },
  seePlans: 'Ver los planes',
  refused: {
    title: 'No se pudo abrir la página de pago',
    unexpected: 'Algo ha fallado por nuestra parte. No se ha cobrado nada. Inténtalo de nuevo.',
    chooseAgain: 'Elige el plan de nuevo.',
    termsTitle: 'Lee nuestras nuevas condiciones',
    dearerTitle: 'Revisa el nuevo total',
    dearer: (today) => `Hoy pagas ${today} sin cupón. Continúa si es correcto.`,
    fields: {
      'customer.name': 'Escribe tu nombre, con 120 caracteres como máximo.',
      'customer.email': 'Escribe una dirección de correo como nombre@ejemplo.com.',
      domain: 'Escribe un dominio como ejemplo.com, o deja el campo vacío.',
      couponCode:
        'Ese cupón no se puede usar: no lo conocemos, ha caducado o ya se usó con esta dirección de correo. Revísalo o deja el campo vacío.',
    },
    codes: {
      unknown_plan: 'No vendemos ese plan. Elige uno de los planes de nuestra página de inicio.',
      plan_not_sold: 'Ese plan no se vende así. Elige otro plazo u otra moneda.',
      unknown_cycle: 'Elige el plan de nuevo.',
      looks_automatic:
        'Algo en este formulario lo rellenó un programa. Lo hemos corregido: envía el formulario otra vez. Si vuelve a pasar, escríbenos.',
      terms_changed:
        'Nuestras condiciones han cambiado desde que abriste esta página. Lee la versión nueva, enlazada junto al botón, y envía el formulario otra vez si estás de acuerdo.',
      domain_in_use:
        'Ese dominio ya está asignado a un sitio con nosotros. Si es tuyo, deja el campo vacío y conéctalo en tu panel después del pedido: un registro DNS demuestra que es tuyo.',
      purchase_blocked:
        'No podemos aceptar un pedido nuevo con esta dirección de correo. Escríbenos y lo aclaramos contigo.',
      too_many_requests: 'Demasiados intentos. Espera un momento y vuelve a intentarlo.',
      stripe_refused: 'Stripe no aceptó el pedido. No se ha cobrado nada. Inténtalo de nuevo más tarde o escríbenos.',
      stripe_unreachable: 'Stripe no responde en este momento. No se ha cobrado nada. Inténtalo dentro de un minuto.',
      database_unreachable: 'Ahora mismo no llegamos a nuestra base de datos. Inténtalo dentro de un minuto.',
    },
  },
  pay: {
    title: 'Pago',
    back: 'Volver sin pagar',
    withCoupon: (code) => `, con el cupón ${code}`,
    opening: 'Abriendo el formulario de pago de Stripe…',
    notLoaded: 'No se pudo cargar el formulario de pago de Stripe',
    notLoadedText:
      'No se ha cobrado nada. Comprueba tu conexión y si algo en tu navegador bloquea js.stripe.com, y vuelve a intentarlo.',
    again: 'Intentarlo de nuevo',
    unknown: 'No encontramos esa página de pago',
    unknownText:
      'Esta dirección no corresponde a ningún pedido que conozcamos. Si acabas de pagar, no tienes que pagar otra vez: te escribimos a tu dirección de correo.',
    closed: 'Esta página de pago está cerrada',
    closedText:
      'Ha caducado o la sustituye otra más nueva. No se cobró nada en ella. Puedes pedir otra vez cuando quieras.',
    orderAgain: 'Pedir otra vez',
    notNow: 'Ahora mismo no podemos mostrar la página de pago',
    notNowText: (why) => `${why} No se cobra nada antes de que confirmes el pago allí.`,
    needsScript: 'Para pagar en esta página hace falta JavaScript',
    needsScriptText:
      'Actívalo y vuelve a cargar la página. O vuelve al formulario y continúa desde allí: sin JavaScript pagas en la página de Stripe.',
    backToForm: 'Volver al formulario',
  },
} satisfies Words['checkout']
