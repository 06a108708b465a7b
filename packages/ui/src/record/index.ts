export { expandOf } from "./expand.ts";
export { RecordFacts } from "./record-facts.tsx";
export { RecordHead } from "./record-head.tsx";
export { RecordView } from "./record-view.tsx";
export { RelatedLists } from "./related-lists.tsx";
export { ShortList } from "./short-list.tsx";
export { Timeline } from "./timeline.tsx";
export { useShownBlocks } from "./use-shown-blocks.ts";
