import type { failure as inEnglish } from '@/lib/words/en/failure'

export const failure: typeof inEnglish = {
  skip: 'Ir al contenido',
  home: 'inicio',
  title: 'Algo ha fallado por nuestra parte',
  text: 'No se ha podido mostrar esta página. Lo que has pedido o pagado está a salvo con nosotros. Vuelve a intentarlo dentro de un momento.',
  again: 'Intentarlo de nuevo',
  quote: (number) => `Si nos escribes, indica el número ${number}.`,
}
