import { ts } from 'ts-morph'
import type { Schema } from './schema'

/** Translates types of the SDK, as their objects look on the wire, and collects a definition for each named one. */
export class SchemaOfType {
  readonly definitions: Record<string, Schema> = {}
  readonly nothing: Schema = { type: 'object', properties: {}, required: [], additionalProperties: false }
  readonly #checker: ts.TypeChecker
  readonly #names = new Map<ts.Type, string>()

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker
  }

  of(type: ts.Type): Schema {
    // `deleted?: void` marks what is never there.
    if (type.flags & (ts.TypeFlags.Void | ts.TypeFlags.Undefined | ts.TypeFlags.Never)) return false
    if (type.flags & ts.TypeFlags.Null) return { enum: [null] }
    if (type.isStringLiteral() || type.isNumberLiteral()) return { enum: [type.value] }
    if (type.flags & ts.TypeFlags.BooleanLiteral) return { enum: [this.#checker.typeToString(type) === 'true'] }
    if (type.flags & ts.TypeFlags.String || isOtherString(type)) return { type: 'string' }
    if (type.flags & ts.TypeFlags.Number) return { type: 'number' }
    if (isDecimal(type)) return { type: 'string', format: 'decimal' }
    if (type.isUnion()) return this.#ofUnion(type.types)
    if (this.#checker.isArrayType(type)) return { type: 'array', items: this.of(this.#itemOf(type)) }
    if (type.flags & ts.TypeFlags.Object || type.isIntersection()) return this.#ofObject(type)
    return true
  }

  #itemOf(type: ts.Type): ts.Type {
    return this.#checker.getIndexTypeOfType(type, ts.IndexKind.Number) ?? type
  }

  /** An open enum is read as a closed one: the stand-in may use no value that the SDK does not name. */
  #ofUnion(members: ts.Type[]): Schema {
    const isEnum = members.some((member) => member.isStringLiteral() && member.value !== '')
    const kept = isEnum ? members.filter((member) => !isOtherString(member)) : members
    const schemas = kept.filter((member) => !(member.flags & ts.TypeFlags.Undefined)).map((member) => this.of(member))
    const values = schemas.flatMap((schema) => (typeof schema === 'object' && 'enum' in schema ? schema.enum : []))
    const others = schemas.filter((schema) => typeof schema !== 'object' || !('enum' in schema))
    const [only] = values.length === 0 ? others : []
    if (others.length === 0) return { enum: values }
    if (others.length === 1 && only !== undefined) return only
    return { anyOf: [...(values.length > 0 ? [{ enum: values }] : []), ...others] }
  }

  #ofObject(type: ts.Type): Schema {
    const known = this.#names.get(type)
    if (known) return { $ref: known }
    const name = this.#newName(type)
    this.#names.set(type, name)
    const properties: Record<string, Schema> = {}
    const required: string[] = []
    for (const symbol of this.#checker.getPropertiesOfType(type)) {
      properties[symbol.name] = this.of(this.#checker.getTypeOfSymbol(symbol))
      if (!(symbol.flags & ts.SymbolFlags.Optional)) required.push(symbol.name)
    }
    const others = this.#checker.getIndexTypeOfType(type, ts.IndexKind.String)
    const additionalProperties = others ? this.of(others) : false
    this.definitions[name] = { type: 'object', properties, required, additionalProperties }
    return { $ref: name }
  }

  #newName(type: ts.Type): string {
    const base = this.#checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation)
    return `${base.slice(0, 80)}#${this.#names.size}`
  }
}

/** `string & Record<never, never>`, the SDK's way to say that more values may come. */
function isOtherString(type: ts.Type): boolean {
  return type.isIntersection() && type.types.some((part) => part.flags & ts.TypeFlags.String)
}

function isDecimal(type: ts.Type): boolean {
  const declarations = (type.aliasSymbol ?? type.symbol)?.declarations ?? []
  return declarations.some((declaration) => declaration.getSourceFile().fileName.endsWith('/Decimal.d.ts'))
}
