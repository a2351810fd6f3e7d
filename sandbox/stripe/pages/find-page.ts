import type { Answer } from '../core/answer-api'
import type { World } from '../core/world'
import { answerEmbedded } from './answer-embedded'
import { answerInvoice } from './answer-invoice'
import { answerPage } from './answer-page'
import { answerPortal } from './answer-portal'
import { answerScript } from './answer-script'
import { answerThreeDSecure } from './answer-three-d-secure'
import type { PageRequest } from './page-answer'

/** Serves what people look at; null when the address is none of a page. */
export function findPage(world: World, request: PageRequest): Answer | null {
  const script = /^\/endive\/([\w.-]+)$/.exec(request.path)?.[1]
  if (script !== undefined) return answerScript(script)
  const [, kind, id = '', rest = ''] =
    /^\/(c\/pay|3ds|embedded|i|p\/session)\/(\w+)((?:\/\w+)*)$/.exec(request.path) ?? []
  switch (kind) {
    case 'c/pay':
      return rest === '' ? answerPage(world, id, request) : null
    case '3ds':
      return rest === '' ? answerThreeDSecure(world, id, request) : null
    case 'embedded':
      return rest === '' ? answerEmbedded(world, id, request) : null
    case 'i':
      return rest === '' || rest === '/pdf' ? answerInvoice(world, id, request) : null
    case 'p/session':
      return answerPortal(world, id, rest, request)
    default:
      return null
  }
}
