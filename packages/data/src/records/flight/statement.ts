import type { Fragment, Parameter } from "@dougong/expression";

/**
 * One statement of a flight. `counted` statements are wrapped so that each adds one to the
 * flight's counter, which the last statement before COMMIT compares with what was sent.
 */
export interface FlightStatement {
  /** Names the statement in faults; never sent. */
  readonly label: string;
  readonly fragment: Fragment;
  readonly form: "rows" | "command" | "plain";
}

/** Values of a row as PostgreSQL's text. */
export type FlightRow = Readonly<Record<string, string | null>>;

/** A query, or a data-modifying statement with RETURNING; its rows are answered. */
export function rows(label: string, fragment: Fragment): FlightStatement {
  return { label, fragment, form: "rows" };
}

/** An INSERT, UPDATE or DELETE without RETURNING. */
export function command(label: string, fragment: Fragment): FlightStatement {
  return { label, fragment, form: "command" };
}

/**
 * A statement that cannot be counted because it stands in no WITH (`set constraints`, `savepoint`).
 * Use it only where leaving it out cannot let a wrong state be committed.
 */
export function plain(label: string, fragment: Fragment): FlightStatement {
  return { label, fragment, form: "plain" };
}

/** A statement of the platform's own tables that came as bare SQL: told apart by its first word. */
export function bare(label: string, fragment: Fragment): FlightStatement {
  const first = fragment.find((piece) => typeof piece === "string") ?? "";
  const changes = /^\s*(insert|update|delete|merge)\b/i.test(String(first));
  const returns = fragment.some((piece) => typeof piece === "string" && /\breturning\b/i.test(piece));
  return changes && !returns ? command(label, fragment) : rows(label, fragment);
}

// The counter stands in a setting that lives as long as the transaction. Outside one (a lost BEGIN) it reads
// as '' or is missing, so that the cast raises and the statement does nothing on its own.
const tick =
  "(select set_config('dougong.ran', (current_setting('dougong.ran')::int + 1)::text, true)) as _ran";

/** The text that is sent, and its values. */
export function toFlightQuery(statement: FlightStatement): {
  readonly text: string;
  readonly values: readonly (string | null)[];
} {
  const { text, values } = numbered(statement.fragment);
  switch (statement.form) {
    case "plain":
      return { text, values };
    case "command":
      return { text: `with _s as (${text}) select ${tick}`, values };
    case "rows":
      return {
        text:
          `with _s as materialized (${text}) select ${tick}, _f.* from (values (1)) as _one (_n) ` +
          "left join (select true as _found, _s.* from _s) as _f on true",
        values,
      };
  }
}

/** Rows that the statement itself gave: without those of the counter's wrapping. */
export function ownRows(answered: readonly FlightRow[]): readonly FlightRow[] {
  return answered.filter((row) => row._found === "t");
}

// Each parameter has a place of its own, so that the text (and with it the prepared statement) is the same
// whatever the values are; only one and the same parameter object is sent once.
function numbered(fragment: Fragment): {
  readonly text: string;
  readonly values: readonly (string | null)[];
} {
  const places = new Map<Parameter, number>();
  const pieces = fragment.map((piece) => {
    if (typeof piece === "string") return piece;
    const place = places.get(piece) ?? places.size + 1;
    places.set(piece, place);
    return `$${place}::${piece.type}`;
  });
  return { text: pieces.join(""), values: [...places.keys()].map((parameter) => parameter.value) };
}
