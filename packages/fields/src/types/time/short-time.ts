/** `09:30` where the seconds are none, else `09:30:15`; other text as it is. */
export function shortTime(text: string): string {
  return /^\d{2}:\d{2}:00$/.test(text) ? text.slice(0, 5) : text;
}
