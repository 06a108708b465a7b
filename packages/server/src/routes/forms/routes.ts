import { type QueryService, type ReadContext, userValue } from "@dougong/data";
import type { Entity } from "@dougong/fields";
import { compileForm, type EvaluatedForm, evaluateForm } from "@dougong/forms";
import { type JsonObject, ProblemError, type ProblemLocale, renderProblem } from "@dougong/model";
import { findDocument } from "../../http/find-document.ts";
import type { Resource } from "../../http/resource.ts";
import { answers, noQuery } from "../../http/schemas.ts";
import { loadReferences } from "./load-references.ts";
import { evaluateFormAnswer, evaluateFormBody, formParams } from "./schemas.ts";

/** The stored record that is being changed, where the typed one names it; null for a new one. */
async function storedRecord(
  queries: QueryService,
  context: ReadContext,
  entity: Entity,
  record: JsonObject,
): Promise<JsonObject | null> {
  const { id } = record;
  if (id === undefined || id === null) return null;
  if (typeof id !== "string") throw new ProblemError("not_found");
  return JSON.parse((await queries.get(context, entity.id, id, {})).body);
}

const systemFields = new Set(["id", "version", "created_at", "created_by", "updated_at", "updated_by"]);

function ownFields(record: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !systemFields.has(name)));
}

function answerOf(form: EvaluatedForm, locale: ProblemLocale) {
  const { values, fields, rows, sections, warnings } = form;
  const errors = form.problems.map((problem) => renderProblem(problem, locale));
  return { values, fields, rows, sections, errors, warnings };
}

/** Forms, worked out for programs as they are in the browser. */
export const forms: Resource = {
  name: "forms",
  register(app, { queries }) {
    app.post<{ Params: { form: string }; Body: { record: JsonObject } }>(
      "/api/v1/forms/:form/evaluate",
      {
        schema: {
          params: formParams,
          querystring: noQuery,
          body: evaluateFormBody,
          response: answers({ 200: evaluateFormAnswer }),
        },
        config: {
          access: "session",
          operation: "evaluateForm",
          summary: "A form as it stands with a record that is being typed; `id` names the record it changes",
        },
      },
      async (request) => {
        const found = await findDocument(request, "form", request.params.form);
        const { layout } = compileForm(found.document, found.catalogue, found.app);
        if (layout === null) throw new ProblemError("not_found");
        const [actor, pinned] = await Promise.all([request.actor(), request.pin()]);
        const context = { actor, ...pinned };
        const { record } = request.body;
        const before = await storedRecord(queries, context, layout.entity, record);
        const follow = await loadReferences(queries, context, layout.entity, { ...before, ...record });
        const evaluated = evaluateForm({
          form: layout,
          catalogue: pinned.catalogue,
          record: before === null ? record : { ...ownFields(before), ...ownFields(record) },
          before: before === null ? null : JSON.parse(JSON.stringify(before)),
          environment: {
            now: pinned.now.toISOString(),
            timeZone: pinned.settings.timeZone,
            roots: { user: userValue(actor) },
            follow,
          },
        });
        return answerOf(evaluated, await request.language());
      },
    );
  },
};
