/** The part of JSON Schema that the SDK's types need. A reference names a definition. */
export type Schema =
  | boolean
  | { $ref: string }
  | { enum: (string | number | boolean | null)[] }
  | { anyOf: Schema[] }
  | { type: 'string'; format?: 'decimal' }
  | { type: 'number' }
  | { type: 'array'; items: Schema }
  | ObjectSchema

export type ObjectSchema = {
  type: 'object'
  properties: Record<string, Schema>
  required: string[]
  additionalProperties: Schema
}

/** One call of the SDK: what it sends and what it is answered. */
export type Call = {
  name: string
  method: string
  /** Such as `/v1/coupons/:id`. */
  path: string
  params: Schema
  answer: Schema
}

export type Schemas = {
  calls: Call[]
  /** By the event's type. */
  events: Record<string, Schema>
  definitions: Record<string, Schema>
}
