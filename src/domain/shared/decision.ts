/** What a rule answers: yes, with a value; or no, with a reason a person can be told. */
export type Decision<Value, Refusal extends string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal }

/** Yes, with a value. */
export const allow = <Value>(value: Value) => ({ ok: true, value }) as const

/** No, with the name of the reason. Its sentence stands in `words/`, its HTTP status in `http/refusals.ts`. */
export const refuse = <Refusal extends string>(refusal: Refusal) => ({ ok: false, refusal }) as const
