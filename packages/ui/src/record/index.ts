export { expandOf } from "./expand.ts";
export { RecordView } from "./record-view.tsx";
export { Timeline } from "./timeline.tsx";
