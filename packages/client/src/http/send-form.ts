/**
 * A form sent so that one learns how much of it has gone: `fetch` does not tell.
 *
 * @throws TypeError where there was no answer
 */
export function sendForm(
  address: string,
  request: {
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly form: FormData;
  },
  onShare: (share: number) => void,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const http = new XMLHttpRequest();
    http.open(request.method, address);
    for (const [name, value] of Object.entries(request.headers)) http.setRequestHeader(name, value);
    http.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable && event.total > 0) onShare(event.loaded / event.total);
    });
    http.addEventListener("error", () => reject(new TypeError("No connection")));
    http.addEventListener("abort", () => reject(new TypeError("No connection")));
    http.addEventListener("load", () =>
      resolve(new Response(http.responseText, { status: http.status, headers: headersOf(http) })),
    );
    http.send(request.form);
  });
}

function headersOf(http: XMLHttpRequest): Headers {
  const lines = http
    .getAllResponseHeaders()
    .trim()
    .split(/[\r\n]+/);
  return new Headers(
    lines.flatMap((line): [string, string][] => {
      const colon = line.indexOf(":");
      return colon < 0 ? [] : [[line.slice(0, colon), line.slice(colon + 1).trim()]];
    }),
  );
}
