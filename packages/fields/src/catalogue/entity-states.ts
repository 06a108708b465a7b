import { type MoveDocument, nearest, pointer, type StatesDocument } from "@dougong/model";
import { choiceOptions } from "../types/choice/options.ts";
import type { CompiledMove, CompiledStates } from "./catalogue.ts";
import type { Compilation, EntityDraft } from "./compilation.ts";
import { reportFollowed } from "./entity-rules.ts";
import { compileCondition } from "./expression-place.ts";
import { recordContext } from "./record-context.ts";
import { unknownField } from "./unknown-document.ts";

/** `states`: its field is a choice, every option that it names is one of that field, every action one of the entity. */
export function compileStates(compilation: Compilation, entity: EntityDraft): CompiledStates | null {
  const { states } = entity.document;
  if (states === undefined) return null;
  const path = `${entity.path}/states`;
  const field = entity.fields.get(states.field);
  if (field === undefined || field.model.type !== "choice") {
    if (!entity.broken.has(states.field))
      compilation.report(
        entity.app,
        field === undefined
          ? unknownField(states.field, [...entity.fields.keys()], `${path}/field`)
          : {
              code: "type_mismatch",
              path: `${path}/field`,
              params: { label: states.field },
              expected: "choice",
              got: field.model.type,
            },
      );
    return null;
  }
  const options = choiceOptions(field.document).map((option) => option.id);
  return {
    field: states.field,
    options,
    initial: states.initial === undefined ? null : knownOptions(compilation, entity, states.initial, options),
    moves: compileMoves(compilation, entity, states, options),
  };
}

function knownOptions(
  compilation: Compilation,
  entity: EntityDraft,
  initial: readonly string[],
  options: readonly string[],
): readonly string[] {
  return initial.filter((name, index) =>
    isOption(compilation, entity, name, options, pointer("states", "initial", index)),
  );
}

function compileMoves(
  compilation: Compilation,
  entity: EntityDraft,
  states: StatesDocument,
  options: readonly string[],
): ReadonlyMap<string, readonly CompiledMove[]> {
  const moves = new Map<string, readonly CompiledMove[]>();
  for (const [from, targets] of Object.entries(states.moves)) {
    const path = pointer("states", "moves", from);
    isOption(compilation, entity, from, options, path);
    const compiled = targets.map((move, index) => {
      const at = `${path}${pointer(index)}`;
      const document: MoveDocument = typeof move === "string" ? { to: move } : move;
      isOption(compilation, entity, document.to, options, typeof move === "string" ? at : `${at}/to`);
      return compileMove(compilation, entity, document, at);
    });
    moves.set(from, compiled);
  }
  return moves;
}

function compileMove(
  compilation: Compilation,
  entity: EntityDraft,
  move: MoveDocument,
  path: string,
): CompiledMove {
  for (const [index, by] of (move.by ?? []).entries())
    reportUnknownBy(compilation, entity, by, `${entity.path}${path}${pointer("by", index)}`);
  const place = { app: entity.app, path: `${entity.path}${path}/when` };
  const when =
    move.when === undefined
      ? null
      : compileCondition(compilation, place, move.when, recordContext(compilation.entities, entity, "rule"));
  if (when !== null) reportFollowed(compilation, when.checked, place);
  return { to: move.to, by: move.by ?? null, when: when?.checked ?? null };
}

/** A move that nothing can make would never happen, so whatever makes it has to be there. */
function reportUnknownBy(compilation: Compilation, entity: EntityDraft, by: string, path: string): void {
  const [kind = "", name = ""] = by.split(":");
  const actions = (entity.document.actions ?? []).map((action) => action.id);
  if (kind === "action" && actions.includes(name)) return;
  const near = kind === "action" ? nearest(name, actions) : undefined;
  compilation.report(entity.app, {
    code: "unknown_document",
    path,
    params: { kind, name, ...(near === undefined ? {} : { nearest: near }) },
    got: by,
  });
}

function isOption(
  compilation: Compilation,
  entity: EntityDraft,
  name: string,
  options: readonly string[],
  path: string,
): boolean {
  if (options.includes(name)) return true;
  const near = nearest(name, options);
  compilation.report(entity.app, {
    code: "reference_not_found",
    path: `${entity.path}${path}`,
    params: {
      label: entity.document.states?.field ?? "",
      options: options.join(", "),
      ...(near === undefined ? {} : { nearest: near }),
    },
    expected: [...options],
    got: name,
  });
  return false;
}
