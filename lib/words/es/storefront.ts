import { brand } from '@/lib/brand'
import type { Words } from '@/lib/words/en'

export const storefront = {
  title: 'Hosting web que funciona segundos después de pagar',
  intro:
    'Elige un plan, paga y mira cómo se prepara tu sitio. Ves lo que pagas hoy y lo que cuesta renovar antes de darnos ningún dato.',
  noPlans: 'En este momento no hay ningún plan a la venta.',
  families: 'Qué más alojamos',
  familyLink: (name) => `Ver los planes de ${name}`,
  chooser: {
    tax: {
      added: 'Precios sin impuestos; donde correspondan, se añaden en la página de pago.',
      included: 'Los precios incluyen los impuestos donde correspondan.',
    },
    heading: 'Planes',
    cycle: '¿Cada cuánto quieres pagar?',
    showPrices: 'Mostrar estos precios',
    saveUpTo: (percent) => `Ahorra hasta un ${percent} %`,
    shortest: 'El plazo más corto',
    choose: (plan) => `Elegir ${plan}`,
  },
  card: {
    about: 'unos',
    aMonth: 'al mes',
    notSold: (plan) => `${plan} no se vende para este plazo. Elige otro más arriba.`,
    today: 'Pagas hoy',
    forTerm: (term) => `por ${term}`,
    renewal: 'Renovación',
    saving: 'Ahorro',
    against: 'frente a pagar cada mes',
    noSaving: 'Ninguno',
  },
  comparison: {
    heading: 'Compara los planes',
    caption: 'Qué cuesta y qué incluye cada plan',
    plan: 'Plan',
    perMonth: (amount) => `${amount} al mes`,
    inTotal: (amount) => `${amount} en total`,
    saves: (amount) => `ahorras ${amount}`,
    notSold: 'No se vende',
    yes: 'Incluido',
    no: 'No incluido',
  },
  how: {
    heading: 'Cómo funciona',
    steps: [
      {
        title: 'Elige',
        text: 'Un plan y cada cuánto quieres pagar. Solo necesitamos tu nombre y tu dirección de correo.',
      },
      { title: 'Paga', text: 'Con Stripe, donde ves el total una vez más. El número de tu tarjeta nunca nos llega.' },
      {
        title: 'Mira cómo se pone en marcha',
        text: 'Una página sigue tu pedido paso a paso y acaba con el enlace a tu sitio. Los datos para entrar llegan por correo.',
      },
    ],
    picture: 'Un ejemplo de lo que ves después de pagar.',
    done: 'Hecho',
    working: 'En curso',
    toDo: 'Pendiente',
  },
  moneyBack: {
    heading: (days) => `${days} días para cambiar de opinión`,
    text: (days) =>
      `Escríbenos en los ${days} días siguientes a tu primer pago y te lo devolvemos entero. Indica el número de pedido; no hace falta un motivo. Las renovaciones no entran aquí, y puedes cancelarlas cuando quieras antes de que venzan.`,
    link: 'Cómo escribir a facturación',
  },
  questions: {
    heading: 'Preguntas y respuestas',
    answers: [
      {
        question: '¿Qué pasa después de pagar?',
        answer:
          'Empezamos con tu pedido enseguida: tu cuenta, un lugar en un servidor, tu sitio y una visita para ver que responde. La página a la que llegas muestra cada paso según ocurre y acaba con el enlace a tu sitio.',
      },
      {
        question: '¿Cuánto cuesta renovar?',
        answer:
          'El precio del plazo que elegiste, tal como figura en el plan antes de pagar. Un cupón solo rebaja el primer pago.',
      },
      {
        question: '¿Necesito un dominio?',
        answer: `No. Cada sitio recibe una dirección gratuita en ${brand.sitesDomain}. Si ya tienes un dominio, escríbelo al hacer el pedido.`,
      },
      { question: '¿Qué versión de PHP usan los sitios?', answer: 'PHP 8.2.' },
      {
        question: '¿Puedo pagar en otra moneda?',
        answer:
          'Sí. Elígela encima de los planes. El pedido, sus facturas y cada renovación siguen en la moneda en la que pagaste.',
      },
      {
        question: 'Tengo un cupón. ¿Dónde lo pongo?',
        answer: 'En el campo del cupón, al hacer el pedido. Ves el nuevo total antes de seguir al pago.',
      },
      {
        question: '¿Cómo entro en mi cuenta?',
        answer:
          'Enviamos una contraseña temporal a la dirección de correo de tu pedido. Eliges la tuya la primera vez que entras.',
      },
      {
        question: 'Ya tengo una cuenta. ¿Puedo volver a pedir?',
        answer:
          'Sí. Pide con la misma dirección de correo: el servicio nuevo se une a tu cuenta y tu contraseña sigue igual.',
      },
    ],
  },
} satisfies Words['storefront']
