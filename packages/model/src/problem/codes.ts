/** Codes that decide a status (contract 2.1, the table). */
export const requestCodes = {
  malformed_json: 400,
  bad_parameter: 400,
  unauthenticated: 401,
  forbidden: 403,
  field_not_writable: 403,
  outside_scope: 403,
  csrf_failed: 403,
  not_your_task: 403,
  scope_missing: 403,
  not_found: 404,
  method_not_allowed: 405,
  owned_entity: 405,
  version_conflict: 409,
  state_conflict: 409,
  locked: 409,
  in_use: 409,
  idempotency_in_progress: 409,
  task_closed: 409,
  data_loss: 409,
  plan_stale: 409,
  merge_conflict: 409,
  already_set_up: 409,
  too_late: 409,
  too_large: 413,
  unsupported_media_type: 415,
  precondition_required: 428,
  rate_limited: 429,
  validation_failed: 422,
  idempotency_mismatch: 422,
  query_too_expensive: 422,
  flow_failed: 422,
  internal: 500,
  unavailable: 503,
} as const;

/** Codes of the items of `validation_failed`; alone they answer 422, too. */
export const itemCodes = [
  "required",
  "unknown_field",
  "unknown_member",
  "type_mismatch",
  "out_of_range",
  "too_long",
  "scale_exceeded",
  "bad_format",
  "not_unique",
  "overlap",
  "reference_not_found",
  "invariant_failed",
  "rule_failed",
  "bad_move",
  "read_only_field",
  "cycle",
  "unknown_document",
  "unsupported_kind",
  "syntax_error",
  "unknown_function",
  "not_storable",
  "ambiguous",
  "invalid_cursor",
  "too_deep",
  "too_many",
  "approver_required",
  "no_approver",
] as const;

export type RequestCode = keyof typeof requestCodes;
export type ItemCode = (typeof itemCodes)[number];
export type ProblemCode = RequestCode | ItemCode;

/** The HTTP status that goes with a code. */
export function statusOf(code: ProblemCode): number {
  return (requestCodes as Readonly<Record<string, number>>)[code] ?? 422;
}
