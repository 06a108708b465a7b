import type { Workspace } from "@dougong/data";
import { type Fragment, identifier, parameter, sql } from "@dougong/expression";
import { run } from "../../database/run.ts";
import type { RowFault } from "./row-fault.ts";

/** What one step of an import did for good. */
export interface StepOutcome {
  readonly created: number;
  readonly faults: readonly RowFault[];
}

/** The steps of a job, each written in the transaction of its own work: a job that begins again goes on after them. */
export interface JobSteps {
  read(): Promise<ReadonlyMap<number, StepOutcome>>;
  insert(step: number, outcome: StepOutcome): Fragment;
}

export function createJobSteps(workspace: Workspace, job: string): JobSteps {
  const table = identifier(workspace.schema, "_job_step");
  const id = parameter(job, "uuid");
  return {
    async read() {
      const rows = await run<{ step: number; outcome: string }>(
        workspace.pool,
        sql`select step, outcome from ${table} where job = ${id}`,
      );
      return new Map(
        rows.map((row) => {
          const outcome: StepOutcome = JSON.parse(row.outcome);
          return [row.step, outcome];
        }),
      );
    },
    insert: (step, outcome) =>
      sql`insert into ${table} (job, step, outcome) values (${id}, ${parameter(String(step), "int")}, ${parameter(JSON.stringify(outcome), "text")})`,
  };
}

/** True for the refusal of a step that another run of the same job has done meanwhile. */
export function isStepDone(fault: unknown): boolean {
  return fault instanceof Error && "constraint" in fault && fault.constraint === "_job_step_pkey";
}
