/** A place where an expression can be worked out. */
export type Runtime = "sql" | "server" | "browser";
