import { isJsonObject, type JsonObject, type JsonValue } from "@dougong/model";

/** Reads members of an answer; what is missing or of another shape gives the fallback, never a crash. */
export function objectAt(value: JsonValue | undefined, member: string): JsonObject {
  const found = isJsonObject(value) ? value[member] : undefined;
  return isJsonObject(found) ? found : {};
}

export function objectsAt(value: JsonValue | undefined, member: string): readonly JsonObject[] {
  const found = isJsonObject(value) ? value[member] : undefined;
  return Array.isArray(found) ? found.filter(isJsonObject) : [];
}

export function textAt(value: JsonValue | undefined, member: string): string {
  const found = isJsonObject(value) ? value[member] : undefined;
  return typeof found === "string" ? found : "";
}

export function numberAt(value: JsonValue | undefined, member: string): number {
  const found = isJsonObject(value) ? value[member] : undefined;
  return typeof found === "number" ? found : 0;
}

export function asObject(value: JsonValue): JsonObject {
  return isJsonObject(value) ? value : {};
}
