import { isJsonObject, type JsonValue } from "@dougong/model";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useApi } from "../api/api-context.tsx";
import { useDesign } from "../design/design-context.tsx";

/** Who did it, given as an object, as an id, or as nobody. */
export function useActorName(by: JsonValue): string {
  const { t } = useTranslation();
  const { user, catalogue } = useDesign();
  const { queries } = useApi();
  const id = typeof by === "string" ? by : isJsonObject(by) && typeof by["id"] === "string" ? by["id"] : null;
  const given = isJsonObject(by) ? (by["$label"] ?? by["name"]) : null;
  const wanted =
    id !== null && typeof given !== "string" && id !== user.id && catalogue.entities.has("system.user");
  const { data } = useQuery({ ...queries.record("system.user", id ?? ""), enabled: wanted });
  if (typeof given === "string") return given;
  if (id === user.id) return user.name;
  const name = data?.record["name"];
  return typeof name === "string" ? name : t("record.system");
}
