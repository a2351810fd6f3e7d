import type { Words } from '@/lib/words/en'

export const frame = {
  skip: 'Ir al contenido',
  home: 'inicio',
  mainMenu: 'Principal',
  footerMenu: 'Pie de página',
  languages: 'Idioma',
  currencies: 'Moneda',
  plans: 'Planes',
  questions: 'Preguntas',
  signIn: 'Entrar',
  terms: 'Condiciones',
  privacy: 'Privacidad',
  contact: 'Contacto',
  status: 'Estado',
  unavailable: {
    title: 'Ahora mismo no podemos mostrar esta página',
    text: 'En este momento no llegamos a nuestra base de datos. Lo que hayas pedido o pagado está a salvo con nosotros, y los sitios que alojamos no se ven afectados. Vuelve a cargar esta página dentro de un minuto.',
    again: 'Intentarlo de nuevo',
  },
  missing: {
    title: 'Aquí no hay ninguna página',
    text: 'Puede que la dirección esté mal escrita o que lo que mostraba ya no esté a la venta.',
    plans: 'Ver los planes',
  },
} satisfies Words['frame']
