import { type CharacterSet, holds } from "./character-set.ts";
import { PatternError, type PatternNode } from "./pattern-node.ts";

/** One state of a Thompson automaton; `next` and `other` are places in the program. */
type Instruction =
  | { readonly op: "character"; readonly set: CharacterSet; readonly next: number }
  | { readonly op: "start" | "end"; readonly next: number }
  | { readonly op: "split"; readonly next: number; readonly other: number }
  | { readonly op: "match" };

/** What the automata of both backends are sure to be made for in milliseconds. */
const mostStates = 1000;
/** Repeats of what may match nothing: PostgreSQL's automaton grows with their square. */
const mostEmptyRepeats = 20;

function mayBeEmpty(node: PatternNode): boolean {
  switch (node.node) {
    case "character":
      return false;
    case "start":
    case "end":
      return true;
    case "sequence":
      return node.items.every(mayBeEmpty);
    case "alternatives":
      return node.items.some(mayBeEmpty);
    case "repeat":
      return node.min === 0 || mayBeEmpty(node.item);
  }
}

/** The automaton of a pattern (K. Thompson, "Regular Expression Search Algorithm", CACM 11:6, 1968). */
export function compileProgram(pattern: PatternNode): {
  readonly program: readonly Instruction[];
  readonly start: number;
} {
  const program: Instruction[] = [{ op: "match" }];
  const add = (instruction: Instruction): number => {
    if (program.length >= mostStates)
      throw new PatternError({ code: "unsupported_kind", offset: 0, construct: "{n,m}" });
    program.push(instruction);
    return program.length - 1;
  };
  // built from the end: `next` is where to go on after the node
  const build = (node: PatternNode, next: number): number => {
    switch (node.node) {
      case "character":
        return add({ op: "character", set: node.set, next });
      case "start":
      case "end":
        return add({ op: node.node, next });
      case "sequence":
        return node.items.reduceRight((after, item) => build(item, after), next);
      case "alternatives":
        return node.items
          .map((item) => build(item, next))
          .reduceRight((other, first) => add({ op: "split", next: first, other }));
      case "repeat":
        return buildRepeat(node, next);
    }
  };
  const buildRepeat = (node: Extract<PatternNode, { node: "repeat" }>, next: number): number => {
    let place = next;
    if (Math.max(node.min, node.max ?? 0) > mostEmptyRepeats && mayBeEmpty(node.item))
      throw new PatternError({ code: "unsupported_kind", offset: 0, construct: "{n,m}" });
    if (node.max === null) {
      const loop = add({ op: "split", next, other: next });
      program[loop] = { op: "split", next: build(node.item, loop), other: next };
      place = loop;
    } else
      for (let count = node.min; count < node.max; count += 1)
        place = add({ op: "split", next: build(node.item, place), other: next });
    for (let count = 0; count < node.min; count += 1) place = build(node.item, place);
    return place;
  };
  const start = build(pattern, 0);
  return { program, start };
}

/** True where the pattern matches somewhere in the text; time is text × states, whatever the pattern. */
export function runProgram(
  { program, start }: { readonly program: readonly Instruction[]; readonly start: number },
  text: string,
): boolean {
  const characters = Array.from(text);
  let current = new Set<number>();
  for (let place = 0; place <= characters.length; place += 1) {
    // unanchored: an attempt starts at every place
    if (follow(program, start, place, characters.length, current)) return true;
    const codePoint = characters[place]?.codePointAt(0);
    if (codePoint === undefined) return false;
    const next = new Set<number>();
    for (const state of current) {
      const instruction = program[state];
      if (
        instruction?.op === "character" &&
        holds(instruction.set, codePoint) &&
        follow(program, instruction.next, place + 1, characters.length, next)
      )
        return true;
    }
    current = next;
  }
  return false;
}

/** Adds the states that are reached without reading; true when the match is among them. */
function follow(
  program: readonly Instruction[],
  from: number,
  place: number,
  length: number,
  states: Set<number>,
): boolean {
  const open = [from];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    if (states.has(state)) continue;
    states.add(state);
    const instruction = program[state];
    if (instruction === undefined) continue;
    if (instruction.op === "match") return true;
    if (instruction.op === "split") open.push(instruction.next, instruction.other);
    else if ((instruction.op === "start" && place === 0) || (instruction.op === "end" && place === length))
      open.push(instruction.next);
  }
  return false;
}
