/** True where an option's words hold the text, or its id begins with it. */
export function matchesOption(
  text: string,
  option: { readonly id: string; readonly label: string },
): boolean {
  const wanted = text.trim().toLowerCase();
  return option.label.toLowerCase().includes(wanted) || option.id.toLowerCase().startsWith(wanted);
}
