export { expandOf } from "./expand.ts";
export { RecordHead } from "./record-head.tsx";
export { RecordView } from "./record-view.tsx";
export { Timeline } from "./timeline.tsx";
