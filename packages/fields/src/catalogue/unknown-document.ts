import { nearest, type Problem } from "@dougong/model";
import type { Compilation } from "./compilation.ts";

/** `unknown_document` for an entity, with the name that was likely meant. */
export function unknownEntity(compilation: Compilation, app: string, name: string, path: string): Problem {
  const names = [...compilation.entities.keys()].map((id) =>
    id.startsWith(`${app}.`) && !name.includes(".") ? id.slice(app.length + 1) : id,
  );
  const near = nearest(name, names);
  return {
    code: "unknown_document",
    path,
    params: { kind: "entity", name, ...(near === undefined ? {} : { nearest: near }) },
    got: name,
  };
}

/** `unknown_field` for a field of an entity. */
export function unknownField(name: string, known: readonly string[], path: string): Problem {
  const near = nearest(name, known);
  return {
    code: "unknown_field",
    path,
    params: { name, ...(near === undefined ? {} : { nearest: near }) },
    got: name,
  };
}
