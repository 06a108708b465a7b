/**
 * Makes ids that look like UUIDv7 and grow: `00000000-0000-7000-8000-000000000001`, …
 *
 * @param series 0 to 65535; two series have no id in common
 */
export function sequentialIds(series = 0): () => string {
  let made = 0;
  const head = `00000000-${series.toString(16).padStart(4, "0")}-7000-8000-`;
  return () => {
    made += 1;
    return `${head}${made.toString(16).padStart(12, "0")}`;
  };
}
