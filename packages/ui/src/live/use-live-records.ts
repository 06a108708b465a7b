import { followEvents, type LiveNews } from "@dougong/client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

/** Milliseconds in which many changes are read as one. */
const together = 400;

/** Keeps what a screen shows of an entity's records as they are: whatever somebody changes is read anew, in place. */
export function useLiveRecords(entity: string | undefined, onNews?: (news: LiveNews) => void): void {
  const cache = useQueryClient();
  const latest = useRef(onNews);
  latest.current = onNews;
  useEffect(() => {
    if (entity === undefined) return;
    let wait: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      clearTimeout(wait);
      wait = setTimeout(() => void cache.invalidateQueries({ queryKey: ["records", entity] }), together);
    };
    const hear = (news: LiveNews) => {
      latest.current?.(news);
      refresh();
    };
    const stop = followEvents([`records:${entity}`], hear, refresh);
    return () => {
      clearTimeout(wait);
      stop();
    };
  }, [cache, entity]);
}
