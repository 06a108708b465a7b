import type { zhCN } from "./resources/zh-cn.ts";

type Texts<Shape> = { readonly [Key in keyof Shape]: Shape[Key] extends string ? string : Texts<Shape[Key]> };

/** The keys of the interface's texts: a language that misses one does not compile. */
export type Resources = Texts<typeof zhCN>;
