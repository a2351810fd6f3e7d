import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Project, ts } from 'ts-morph'
import type { Call, Schema, Schemas } from './schema'
import { SchemaOfType } from './schema-of-type'

/**
 * Reads the installed `stripe` package: each call of its resources with the types of its parameters and its answer,
 * and every event. The paths stand in its JavaScript only, as `_makeRequest('GET', '/v1/…')`.
 */
export function deriveSchemas(): Schemas {
  const resources = join(dirname(createRequire(import.meta.url).resolve('stripe')), '../esm/resources')
  const project = new Project({
    compilerOptions: { strict: true, skipLibCheck: true, target: ts.ScriptTarget.ES2022, types: [] },
    skipAddingFilesFromTsConfig: true,
  })
  project.addSourceFilesAtPaths(`${resources}/**/*.d.ts`)
  project.resolveSourceFileDependencies()
  const checker = project.getTypeChecker().compilerObject
  const types = new SchemaOfType(checker)
  const calls: Call[] = []
  const events: Record<string, Schema> = {}
  for (const source of project.getSourceFiles()) {
    const path = source.getFilePath()
    if (!path.startsWith(resources) || path.includes('/V2/')) continue
    const routes = routesIn(readFileSync(path.replace(/\.d\.ts$/, '.js'), 'utf8'))
    ts.forEachChild(source.compilerNode, (node) => {
      if (ts.isClassDeclaration(node)) calls.push(...callsOf(node, routes, types, checker))
      if (ts.isTypeAliasDeclaration(node) && node.name.text === 'Event') addEvents(events, node, types, checker)
    })
  }
  return { calls, events, definitions: types.definitions }
}

type Routes = Map<string, { method: string; path: string }>

/** The HTTP method and path of each call, by `Class.method`. */
function routesIn(javascript: string): Routes {
  const routes: Routes = new Map()
  let className = ''
  let name = ''
  for (const line of javascript.split('\n')) {
    className = /^export class (\w+)/.exec(line)?.[1] ?? className
    name = /^ {4}(\w+)\(.*\) \{$/.exec(line)?.[1] ?? name
    const [, method, path] = /_makeRequest\('(\w+)', [`']([^`']+)[`']/.exec(line) ?? []
    if (!method || !path?.startsWith('/v1/')) continue
    routes.set(`${className}.${name}`, { method, path: path.replace(/\$\{encodeURIComponent\((\w+)\)\}/g, ':$1') })
  }
  return routes
}

function callsOf(node: ts.ClassDeclaration, routes: Routes, types: SchemaOfType, checker: ts.TypeChecker): Call[] {
  return node.members.flatMap((member) => {
    if (!ts.isMethodDeclaration(member) || !member.type || !ts.isIdentifier(member.name)) return []
    const name = `${node.name?.text}.${member.name.text}`
    const route = routes.get(name)
    if (!route) return []
    const params = member.parameters.find((parameter) => parameter.name.getText() === 'params')?.type
    const paramsSchema = params ? types.of(checker.getTypeFromTypeNode(params)) : types.nothing
    return [{ name, ...route, params: paramsSchema, answer: answerOf(member.type, types, checker) }]
  })
}

/** `Promise<Response<T>>` is a T; `ApiListPromise<T>` and `ApiSearchResultPromise<T>` are pages of T. */
function answerOf(node: ts.TypeNode, types: SchemaOfType, checker: ts.TypeChecker): Schema {
  if (!ts.isTypeReferenceNode(node)) return true
  const [argument] = node.typeArguments ?? []
  const name = node.typeName.getText()
  if (!argument) return types.of(checker.getTypeFromTypeNode(node))
  if (name === 'Promise' || name === 'Response') return answerOf(argument, types, checker)
  const item = types.of(checker.getTypeFromTypeNode(argument))
  if (name === 'ApiList' || name === 'ApiListPromise') return page('list', item)
  if (name === 'ApiSearchResultPromise') return page('search_result', item)
  return types.of(checker.getTypeFromTypeNode(node))
}

function page(object: 'list' | 'search_result', items: Schema): Schema {
  const properties: Record<string, Schema> = {
    object: { enum: [object] },
    data: { type: 'array', items },
    has_more: { enum: [true, false] },
    url: { type: 'string' },
  }
  const required = Object.keys(properties)
  if (object === 'list') return { type: 'object', properties, required, additionalProperties: false }
  const more: Record<string, Schema> = {
    next_page: { anyOf: [{ enum: [null] }, { type: 'string' }] },
    total_count: { type: 'number' },
  }
  return { type: 'object', properties: { ...properties, ...more }, required, additionalProperties: false }
}

function addEvents(
  events: Record<string, Schema>,
  node: ts.TypeAliasDeclaration,
  types: SchemaOfType,
  checker: ts.TypeChecker,
) {
  const union = checker.getTypeAtLocation(node)
  for (const member of union.isUnion() ? union.types : []) {
    const symbol = checker.getPropertyOfType(member, 'type')
    const type = symbol && checker.getTypeOfSymbol(symbol)
    if (type?.isStringLiteral()) events[type.value] = types.of(member)
  }
}
