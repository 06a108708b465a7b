/** A leaf has depth 1; a call is one deeper than its deepest argument. */
export const maxDepth = 32;
export const maxNodes = 1000;
/** Items of a list, `x IN [...]`. A list of constants is one node, however long it is. */
export const maxListItems = 1000;
/** Code points of an expression's text. */
export const maxTextLength = 500_000;
