import {
  ApiProblem,
  fetchJob,
  type ImportOptions,
  type ImportResult,
  type Job,
  newIdempotencyKey,
  readImportResult,
  startImport,
} from "@dougong/client";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useApi } from "../api/api-context.tsx";

/** Where a check or an import stands. */
export interface ImportRun {
  /** 0..1 while it runs, null otherwise. */
  readonly progress: number | null;
  /** Why the job could not be ordered or broke off. */
  readonly failure: readonly string[];
  run(file: File, options: ImportOptions, dryRun: boolean): Promise<ImportResult | null>;
}

const between = 400;

/** Orders an import and follows its job to the end. One key for one import: a retry makes no second one. */
export function useImport(): ImportRun {
  const { client } = useApi();
  const cache = useQueryClient();
  const [progress, setProgress] = useState<number | null>(null);
  const [failure, setFailure] = useState<readonly string[]>([]);
  const key = useRef(newIdempotencyKey());
  const follow = async (job: Job): Promise<Job> => {
    let now = job;
    while (now.status === "queued" || now.status === "running") {
      setProgress(now.progress);
      await new Promise((resolve) => setTimeout(resolve, between));
      now = await fetchJob(client, now.id);
    }
    return now;
  };
  return {
    progress,
    failure,
    async run(file, options, dryRun) {
      setProgress(0);
      setFailure([]);
      try {
        const job = await follow(
          await startImport(client, file, options, { dryRun, idempotencyKey: key.current }),
        );
        if (job.status !== "succeeded") {
          setFailure([jobSentence(job)]);
          return null;
        }
        if (!dryRun) {
          key.current = newIdempotencyKey();
          void cache.invalidateQueries({ queryKey: ["records"] });
        }
        return readImportResult(job.result);
      } catch (problem) {
        if (problem instanceof ApiProblem && problem.code === "idempotency_mismatch")
          key.current = newIdempotencyKey();
        setFailure(sentences(problem));
        return null;
      } finally {
        setProgress(null);
      }
    },
  };
}

function jobSentence(job: Job): string {
  const errors = job.problem?.["errors"];
  const [first] = Array.isArray(errors) ? errors : [];
  const message =
    typeof first === "object" && first !== null && !Array.isArray(first) && "message" in first
      ? first["message"]
      : null;
  const title = job.problem?.["title"];
  return typeof message === "string" ? message : typeof title === "string" ? title : job.status;
}

function sentences(problem: unknown): readonly string[] {
  if (problem instanceof ApiProblem)
    return problem.items.length === 0 ? [problem.title] : problem.items.map((item) => item.message);
  return [problem instanceof Error ? problem.message : String(problem)];
}
