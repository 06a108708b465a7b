import type { JsonObject } from "@dougong/model";
import type { BatchOperation } from "./batch/operation.ts";
import type {
  ActionRequest,
  IfMatch,
  MergeRequest,
  RecordService,
  UpdateWhere,
  WriteContext,
  WriteResult,
} from "./record-service.ts";

/** One call of the record service as data: what a job keeps until it does it. */
export type WriteCommand =
  | { readonly do: "create"; readonly entity: string; readonly input: JsonObject }
  | {
      readonly do: "update";
      readonly entity: string;
      readonly id: string;
      readonly ifMatch: IfMatch;
      readonly patch: JsonObject;
    }
  | { readonly do: "remove"; readonly entity: string; readonly id: string; readonly ifMatch: IfMatch }
  | { readonly do: "restore"; readonly entity: string; readonly id: string }
  | { readonly do: "comment"; readonly entity: string; readonly id: string; readonly text: string }
  | { readonly do: "batch"; readonly operations: readonly BatchOperation[] }
  | {
      readonly do: "act";
      readonly entity: string;
      readonly action: string;
      readonly request: ActionRequest;
    }
  | {
      readonly do: "merge";
      readonly entity: string;
      readonly id: string;
      readonly ifMatch: IfMatch;
      readonly request: MergeRequest;
    }
  | {
      readonly do: "changeSettings";
      readonly app: string;
      readonly ifMatch: IfMatch;
      readonly patch: JsonObject;
    }
  | { readonly do: "updateWhere"; readonly entity: string; readonly request: UpdateWhere };

/** Does what the command says. */
export function performWrite(
  records: RecordService,
  context: WriteContext,
  command: WriteCommand,
): Promise<WriteResult> {
  switch (command.do) {
    case "create":
      return records.create(context, command.entity, command.input);
    case "update":
      return records.update(context, command.entity, command.id, command.ifMatch, command.patch);
    case "remove":
      return records.remove(context, command.entity, command.id, command.ifMatch);
    case "restore":
      return records.restore(context, command.entity, command.id);
    case "comment":
      return records.comment(context, command.entity, command.id, command.text);
    case "batch":
      return records.batch(context, command.operations);
    case "act":
      return records.act(context, command.entity, command.action, command.request);
    case "merge":
      return records.merge(context, command.entity, command.id, command.ifMatch, command.request);
    case "changeSettings":
      return records.changeSettings(context, command.app, command.ifMatch, command.patch);
    case "updateWhere":
      return records.updateWhere(context, command.entity, command.request);
  }
}
