// Over 400 lines on purpose: the words of all codes stand together, so that a translator reads one file.
import type { ProblemTexts } from "./problem-text.ts";

/** English words of every problem. `zh-cn.ts` has the same keys; a test compares them. */
export const problemTextsEn: ProblemTexts = {
  malformed_json: {
    title: "Malformed JSON",
    message: ["The body is not valid JSON: {reason}", "The body is not valid JSON"],
    fix: ["Send one JSON value in UTF-8, without duplicate members"],
    explain:
      "The body could not be read as I-JSON (RFC 7493): a syntax error, bytes that are not UTF-8, a member given twice in one object, or a forbidden member name such as `__proto__`.",
  },
  bad_parameter: {
    title: "Bad parameter",
    message: [
      "Parameter {name} cannot be read: {reason}",
      "Parameter {name} cannot be read",
      "A parameter cannot be read",
    ],
    fix: ["Use {expected}", "Correct the parameter or leave it out"],
    variants: {
      unknown: {
        message: ["There is no parameter {name}", "There is no such parameter"],
        fix: ["Did you mean {nearest}?", "Leave it out"],
      },
    },
    explain:
      "A query parameter, path parameter or request header could not be parsed, or is not one that the call knows. A value that can be read but goes beyond a limit is `too_many` or `out_of_range` instead.",
  },
  unauthenticated: {
    title: "Not signed in",
    message: ["Sign in first"],
    fix: ["Sign in, or send a valid token"],
    variants: {
      credentials: {
        message: ["The e-mail address or the password is wrong"],
        fix: ["Check both and try again; {left} tries are left", "Check both and try again"],
      },
      setup_token: {
        message: ["The setup token is wrong"],
        fix: ["Open the address that the server printed when it started"],
      },
      expired: { message: ["The session has ended"], fix: ["Sign in again; what you entered is kept"] },
    },
    explain:
      "The request carries no valid session or token, or the credentials that were given are wrong. The answer never says which of e-mail address and password was wrong.",
  },
  forbidden: {
    title: "Not allowed",
    message: ["You may not {action} {entity}", "You may not do this"],
    fix: ["Ask an administrator for a role that grants it"],
    explain: "The caller is known, but no role grants the action. Nothing is allowed by default.",
  },
  field_not_writable: {
    title: "Field not writable",
    message: ["You may not change {label}", "You may not change this field"],
    fix: ["Leave the field out"],
    explain: "The caller may read the field but not write it.",
  },
  outside_scope: {
    title: "Outside your scope",
    message: ["The record would be outside what your roles let you change"],
    fix: ["Keep the record within the condition of the grant"],
    explain: "A record must match a granting condition before and after a write.",
  },
  csrf_failed: {
    title: "CSRF token missing or wrong",
    message: ["The X-CSRF-Token header is missing or wrong"],
    fix: ["Read csrfToken from GET /api/v1/session and send it in X-CSRF-Token"],
    explain:
      "Requests that are authenticated by the session cookie, other than GET and HEAD, must carry the session's CSRF token in the header `X-CSRF-Token`.",
  },
  not_your_task: {
    title: "Not your task",
    message: ["This task is somebody else's"],
    fix: ["Ask its owner, or have it transferred"],
    explain: "The approval is visible to the caller, but the open task belongs to another person.",
  },
  scope_missing: {
    title: "Token scope missing",
    message: ["The token lacks the scope {scope}", "The token lacks the scope for this call"],
    fix: ["Use a token with that scope"],
    explain: "The API token's scopes do not cover the call, whatever the roles of its owner.",
  },
  not_found: {
    title: "Not found",
    message: [
      "There is no {entity} with this id, or you may not see it",
      "There is nothing here, or you may not see it",
    ],
    fix: ["Check the address"],
    variants: {
      action: {
        message: ["{entity} has no action {name}"],
        fix: ["Did you mean {nearest}?", "Check the address"],
      },
    },
    explain:
      "The record, app, file or path does not exist, or is hidden from the caller: the two cases are answered alike on purpose.",
  },
  method_not_allowed: {
    title: "Method not allowed",
    message: ["{method} is not possible here", "This method is not possible here"],
    fix: ["Use one of {allowed}", "Use a method that the Allow header lists"],
    explain: "The path exists, but not with this method. The `Allow` header lists those that do.",
  },
  owned_entity: {
    title: "Owned entity",
    message: ["{entity} is written through {owner}", "These rows are written through their owner"],
    fix: ["Send the rows in the owner's field {field}", "Send the rows in the owner's lines field"],
    explain:
      "An entity that is `ownedBy` another is read at its own address but written only as lines of its owner, in the owner's transaction and version.",
  },
  version_conflict: {
    title: "Changed meanwhile",
    message: ["The record is at version {current}, not {base}", "The record was changed meanwhile"],
    fix: ["Compare `current` with what you sent, then send again with the new version"],
    explain:
      "`If-Match` names another version than the stored one. The answer holds `base`, `current` (as you may see it), `submitted` and `conflicts`, the fields that both sides changed.",
  },
  state_conflict: {
    title: "Not possible in this state",
    message: [
      "This is not possible in the present state: {reason}",
      "This is not possible in the present state",
    ],
    fix: ["Load the record again and see what it allows"],
    variants: {
      action: {
        message: ["{action} is not possible for this {entity} now"],
        fix: ["Load the record again and see what it allows"],
      },
      expected_count: {
        message: ["{got} records are found, {expected} were expected"],
        fix: ["Look at the filter, or expect {got}"],
      },
    },
    explain: "The request is well formed, but the record, app or approval is in a state that forbids it.",
  },
  locked: {
    title: "Locked",
    message: ["The record is locked by a running approval"],
    fix: ["Wait for its end, or withdraw it"],
    explain: "A running approval with `lock` refuses other writes to its record.",
  },
  in_use: {
    title: "In use",
    message: [
      "{entity} is used by {count} records of {other}",
      "It is used by records of {other}",
      "It is used elsewhere",
    ],
    fix: ["Delete or change those records first"],
    variants: {
      cannot_clear: {
        message: ["{count} records of {other} cannot be without it"],
        fix: ["Change those records first"],
      },
    },
    explain: "The record cannot be deleted, as a reference with `onDelete: restrict` points to it.",
  },
  idempotency_in_progress: {
    title: "Still running",
    message: ["A request with this Idempotency-Key is still running"],
    fix: ["Wait a moment and send it again with the same key"],
    explain: "The first request with this `Idempotency-Key` has not ended yet.",
  },
  task_closed: {
    title: "Task closed",
    message: ["This task is closed already"],
    fix: ["Load the approval again"],
    explain: "The approval task was decided, transferred or withdrawn before.",
  },
  data_loss: {
    title: "Data would be lost",
    message: ["{rows} rows would lose data", "Data would be lost"],
    fix: ["Accept the loss of each change by its id, or change the design"],
    explain: "The plan has changes that lose stored values, and `acceptLoss` does not name them.",
  },
  plan_stale: {
    title: "Plan out of date",
    message: ["The plan no longer fits the design or the data"],
    fix: ["Plan again"],
    explain: "The draft or the counted data changed after the plan was made.",
  },
  merge_conflict: {
    title: "Merge conflict",
    message: ["{count} places were changed on both sides", "Places were changed on both sides"],
    fix: ["Send `resolutions` for the paths in `conflicts`"],
    explain: "An upgrade of a template meets local changes at the same places.",
  },
  already_set_up: {
    title: "Already set up",
    message: ["The workspace has its first administrator already"],
    fix: ["Sign in"],
    explain:
      "The setup page works once. A lost administrator password is reset by the command `create-admin`.",
  },
  too_late: {
    title: "Too late",
    message: ["The next step has decided already"],
    fix: ["Ask for a return"],
    explain: "A decision can be taken back only until the next step has one.",
  },
  too_large: {
    title: "Too large",
    message: ["At most {max} are allowed", "The content is too large"],
    fix: ["Send less at once"],
    explain:
      "A limit in bytes was passed: a JSON body has at most 1 MiB (bundles and batches 10 MiB), a file 50 MiB.",
  },
  unsupported_media_type: {
    title: "Unsupported media type",
    message: ["{type} is not supported here", "This content type is not supported here"],
    fix: ["Use {expected}", "Send application/json"],
    explain:
      "The `Content-Type` is not one that the call reads, or a file's content is not of a supported kind.",
  },
  precondition_required: {
    title: "If-Match required",
    message: ["The If-Match header is missing"],
    fix: ["Send the ETag that you read, or If-Match: * to let the last write win"],
    explain: "Changing or deleting needs `If-Match`, so that nobody overwrites what they have not seen.",
  },
  rate_limited: {
    title: "Too many requests",
    message: ["Too many requests; try again in {seconds} s", "Too many requests"],
    fix: ["Wait for the time in Retry-After"],
    explain: "The limit of requests, or of failed logins, for this principal or address is used up for now.",
  },
  validation_failed: {
    title: "The request has errors",
    message: ["The request has {count} errors", "The request has errors"],
    fix: ["Correct each item in `errors`"],
    explain:
      "One or more problems were found; all of them stand in `errors`, each with code, path, message, what was expected, what was got, and a fix. Nothing was changed.",
  },
  idempotency_mismatch: {
    title: "Key used for another request",
    message: ["This Idempotency-Key was used with another request"],
    fix: ["Use a new key for a new request"],
    explain: "A key stands for one method, path and body.",
  },
  query_too_expensive: {
    title: "Query too expensive",
    message: ["The query took longer than {seconds} s", "The query took too long"],
    fix: ["Narrow the filter, or sort by an indexed field"],
    explain: "A query is ended after 10 seconds.",
  },
  flow_failed: {
    title: "Flow failed",
    message: ["Step {step} failed: {reason}", "A flow that belongs to this write failed"],
    fix: ["See the run's trace"],
    explain: "A synchronous flow failed, so the write that triggered it was undone.",
  },
  internal: {
    title: "Internal error",
    message: ["Something went wrong on the server"],
    fix: ["Try again; if it stays, give the requestId to an administrator"],
    explain: "An unexpected fault. Nothing was changed. The server's log has the cause under the request id.",
  },
  unavailable: {
    title: "Not available now",
    message: ["The database cannot be reached at the moment"],
    fix: ["Try again in a few seconds"],
    explain: "The database does not answer, or the server is stopping. `Retry-After` says when to try again.",
  },
  required: {
    title: "Required",
    message: ["{label} is required", "A value is required here"],
    fix: ["Enter {label}", "Give a value"],
    variants: {
      member: {
        message: ["Member {name} is missing", "A member is missing"],
        fix: ["Add {name}", "Add the member"],
      },
    },
    explain: "A required field or member is missing, null or empty. A rule may make a field required, too.",
  },
  unknown_field: {
    title: "Unknown field",
    message: ["There is no field {name}", "There is no such field"],
    fix: ["Did you mean {nearest}?", "Check the field's id"],
    explain:
      "The name is not a field of the entity, or the caller may never read it: both are answered alike.",
  },
  unknown_member: {
    title: "Unknown member",
    message: ["There is no member {name} here", "There is no such member"],
    fix: ["Did you mean {nearest}?", "Leave it out"],
    explain:
      "The server refuses members that it does not know, so that a typing error is never silently ignored.",
  },
  type_mismatch: {
    title: "Wrong type",
    message: [
      "{label} must be {expected}, not {got}",
      "{expected} is needed, not {got}",
      "The value has the wrong type",
    ],
    fix: ["Give {expected}", "Give a value of the right type"],
    variants: {
      operands: {
        message: ["{operator} cannot take {left} and {right}", "The two sides have types that do not fit"],
        fix: ["Convert one side so that both are of one type"],
      },
      argument: { message: ["{operator} needs {expected}, not {got}", "An argument has the wrong type"] },
      condition: {
        message: ["A condition must be true or false, not {got}", "A condition must be true or false"],
        fix: ["Compare with something, e.g. total > 100"],
      },
    },
    explain:
      'A value is of another type than the place needs. Nothing is converted silently: the text `"1"` is not the number 1.',
  },
  out_of_range: {
    title: "Out of range",
    message: ["{label} is out of range", "The value is out of range"],
    fix: ["Use a value within {min} to {max}", "Use a value within the limits"],
    variants: {
      inexact: { message: ["The number has more digits than JSON keeps"], fix: ["Send it as a string"] },
      max: {
        message: ["{label} is at most {max}", "The value is at most {max}"],
        fix: ["Use {max} or less"],
      },
      min: {
        message: ["{label} is at least {min}", "The value is at least {min}"],
        fix: ["Use {min} or more"],
      },
      precision: {
        message: [
          "{label} has more than {max} digits before the point",
          "The number has too many digits before the point",
        ],
        fix: ["Use a smaller number"],
      },
      lines_max: {
        message: ["{label} has at most {max} rows", "There are too many rows"],
        fix: ["Remove rows until {max} are left"],
      },
      lines_min: {
        message: ["{label} needs at least {min} rows", "There are too few rows"],
        fix: ["Add rows"],
      },
    },
    explain: "A value, or the number of rows in a lines field, is beyond the limits of its field or type.",
  },
  too_long: {
    title: "Too long",
    message: [
      "{label} has {length} characters; at most {max} are allowed",
      "{label} has at most {max} characters",
      "The text is too long",
    ],
    fix: ["Shorten it to {max} characters", "Shorten it"],
    explain: "A text is longer than its field allows. Characters are Unicode code points.",
  },
  scale_exceeded: {
    title: "Too many decimals",
    message: ["{label} has at most {scale} decimals", "The number has too many decimals"],
    fix: ["Round it to {scale} decimals", "Round it"],
    explain: "A number has more decimals than its field's scale. Input is never rounded silently.",
  },
  bad_format: {
    title: "Bad format",
    message: ["{label} is not {expected}", "{label} has a wrong format", "The value has a wrong format"],
    fix: ["Write it like {example}", "Correct the format"],
    variants: {
      password_short: {
        message: ["The password needs at least {min} characters"],
        fix: ["Use a longer one, such as a few words"],
      },
      password_common: {
        message: ["This password is among the first that are guessed"],
        fix: ["Choose one that nobody else has"],
      },
      password_email: { message: ["The password is the e-mail address"], fix: ["Choose another one"] },
      nul: { message: ["The text holds the character U+0000"], fix: ["Take it out"] },
      surrogate: { message: ["The text holds half a character"], fix: ["Send whole Unicode characters"] },
    },
    explain:
      "A value does not have the form that its type needs: a date, an e-mail address, an id, a pattern.",
  },
  not_unique: {
    title: "Not unique",
    message: ["Another record has this {label} already", "Another record has this value already"],
    fix: ["Use another value for {label}", "Use another value"],
    variants: {
      existing_rows: {
        message: ["{count} records have values that occur twice", "Records have values that occur twice"],
        fix: ["Change those records first"],
      },
    },
    explain: "A `unique` of the entity would be broken. The answer never says which record holds the value.",
  },
  overlap: {
    title: "Overlap",
    message: ["It overlaps with another record"],
    fix: ["Choose another range"],
    explain: "An `exclude` of the entity forbids overlapping ranges.",
  },
  reference_not_found: {
    title: "Not found",
    message: [
      "{label}: there is no such {entity}",
      "{label}: there is no such choice",
      "There is no such record or option",
    ],
    fix: ["Choose one of {options}", "Choose one that exists"],
    variants: {
      batch: {
        message: ["No earlier operation gives {reference}"],
        fix: ["Refer to one of {known}", "Give an earlier operation a name with as"],
      },
      existing_rows: {
        message: [
          "{count} records point at something that is not there",
          "Records point at something that is not there",
        ],
        fix: ["Mend those records first"],
      },
    },
    explain:
      "A reference points to no record that the caller may see, or a choice names an option that does not exist or is retired.",
  },
  invariant_failed: {
    title: "Condition broken",
    message: ["A condition of the record is broken"],
    fix: ["Change the values so that the condition holds"],
    variants: {
      existing_rows: {
        message: ["{count} records break this condition", "Records break this condition"],
        fix: ["Mend those records first"],
      },
    },
    explain:
      "An invariant of an entity is not true after the write. It holds at every commit, on every path.",
  },
  rule_failed: {
    title: "Refused by a rule",
    message: ["A rule refuses this"],
    fix: ["Do what the message says"],
    explain: "A rule of the entity raised an error. The message is the designer's.",
  },
  bad_move: {
    title: "Move not possible",
    message: ["{label} cannot go from {from} to {to}", "This change of state is not possible"],
    fix: ["Choose one of {allowed}", "Choose a state that can be reached"],
    variants: {
      initial: {
        message: ["{label} begins with {allowed}, not {to}"],
        fix: ["Leave {label} out, or use {allowed}"],
      },
      none: {
        message: ["{label} cannot go from {from} to {to}"],
        fix: ["Only an action can go on from here, or nothing can"],
      },
    },
    explain: "The entity's `states` do not have this move, or have it only for an action, approval or flow.",
  },
  read_only_field: {
    title: "Read-only",
    message: ["{label} cannot be written", "This field cannot be written"],
    fix: ["Leave it out"],
    variants: {
      flows_only: {
        message: ["{entity} is written only by flows and actions"],
        fix: ["Use one of its actions"],
      },
      append_only: {
        message: ["{entity} can only be added to, not deleted"],
        fix: ["Add a record that sets it right"],
      },
    },
    explain:
      "The field is computed, a system field, read-only by design or by a rule, or its entity takes writes only from flows.",
  },
  cycle: {
    title: "Cycle",
    message: ["These depend on each other in a circle: {path}", "These depend on each other in a circle"],
    fix: ["Break the circle at one place"],
    variants: { tree: { message: ["{label} cannot be below itself"], fix: ["Choose another {label}"] } },
    explain:
      "Formulas, roles or apps depend on each other so that none can be worked out first, or a record of a `tree` would be below itself.",
  },
  unknown_document: {
    title: "Unknown document",
    message: ["There is no {kind} {name}", "There is no document {name}", "There is no such document"],
    fix: ["Did you mean {nearest}?", "Add it, or correct the name"],
    variants: {
      requires: {
        message: ["App {name} {range} is required", "A required app is missing"],
        fix: ["Install it first"],
      },
    },
    explain:
      "A document names an app, entity, view or other document that does not exist, or `requires` is not met.",
  },
  unsupported_kind: {
    title: "Not supported",
    message: ["{name} is not supported by this version", "This is not supported by this version"],
    fix: ["Leave it out, or use a newer version of Dougong"],
    explain:
      "A document kind, member or field type is known by the contract but its engine is not part of this version, or a third party's type is not installed.",
  },
  syntax_error: {
    title: "Syntax error",
    message: [
      "{expected} is needed before {got}",
      "{expected} is needed at the end",
      "The expression cannot be read at {got}",
      "The expression cannot be read",
    ],
    fix: ["{hint}", "Correct the expression at the place shown"],
    explain: "An expression is not well formed. `at` gives the character, counted from 0.",
  },
  unknown_function: {
    title: "Unknown function",
    message: ["There is no function {name}", "There is no such function"],
    fix: ["Did you mean {nearest}?", "Check the function's name"],
    explain: "An expression calls a function or operator that does not exist.",
  },
  not_storable: {
    title: "Not storable",
    message: [
      "{name} changes by itself and cannot be stored",
      "This value changes by itself and cannot be stored",
    ],
    fix: ["Use it in a filter, a view or a rule instead"],
    explain:
      "A live value (over today, now or settings) stands where a stored value is needed: invariants, unique, indexes, stored formulas.",
  },
  ambiguous: {
    title: "Ambiguous",
    message: ["{name} can mean several things", "This can mean several things"],
    fix: ["Say which is meant"],
    variants: {
      upsert_key: {
        message: ["{entity} has no unique over just these fields"],
        fix: ["Use one of {known}", "Give the entity a unique over these fields"],
      },
    },
    explain: "A name, or a key in an import, fits more than one thing.",
  },
  invalid_cursor: {
    title: "Invalid cursor",
    message: ["The cursor does not belong to this query"],
    fix: ["Start again without a cursor"],
    explain: "A cursor is bound to its query and its user, and cannot be made by hand.",
  },
  too_deep: {
    title: "Too deep",
    message: ["At most {max} levels are allowed", "It is nested too deeply"],
    fix: ["Use fewer levels"],
    explain: "JSON is at most 128 levels deep, an expression 32, an expand 3.",
  },
  too_many: {
    title: "Too many",
    message: ["At most {max} are allowed, not {got}", "At most {max} are allowed", "There are too many"],
    fix: ["Send at most {max} at once", "Send fewer at once"],
    variants: {
      consequences: {
        message: [
          "More than {max} other values would have to be worked out anew",
          "Too many other values would have to be worked out anew",
        ],
        fix: ["Send it with Prefer: respond-async, or in smaller parts"],
      },
    },
    explain:
      "A limit in number was passed: 500 records a page, 500 rows of lines, 1,000 nodes of an expression, 100,000 rows of an import.",
  },
  approver_required: {
    title: "Approver required",
    message: ["Step {step} needs an approver", "An approver must be chosen"],
    fix: ["Choose one"],
    explain: "A step lets the submitter choose its approvers, and none was chosen.",
  },
  no_approver: {
    title: "No approver",
    message: ["Nobody can approve step {step}", "Nobody can approve"],
    fix: ["Give somebody the role, or change the step"],
    explain: "A step's approvers are empty and it says `onEmpty: fail`.",
  },
};
