import type { OpenApiDocument, Operation } from './openapi-document.ts';

/** A readable page of the interface: plain HTML without script, grouped by module. */
export function openApiPage(document: OpenApiDocument): string {
  const groups = document.tags.map(({ name, description }) => {
    const entries = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, operation]) => operation.tags.includes(name))
        .map(([method, operation]) => entry(method, path, operation)),
    );
    return entries.length === 0
      ? ''
      : `<section><h2 id="${text(name)}">${text(description)} <small>${text(name)}</small></h2>${entries.join('')}</section>`;
  });
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Schulhof – interface</title><link rel="stylesheet" href="/api/docs.css"></head><body><main><h1>Schulhof – interface ${text(document.info.version)}</h1>
<p>${text(document.info.description)} Machine-readable: <a href="/api/openapi.json">openapi.json</a>.</p>${groups.join('\n')}</main></body></html>`;
}

function entry(method: string, path: string, operation: Operation): string {
  const parts = { parameters: operation.parameters, body: operation.requestBody ?? null, answers: operation.responses };
  return `<article><h3><code>${text(method.toUpperCase())} ${text(path)}</code></h3><p>${text(operation.summary)}</p>
<details><summary>Shapes</summary><pre>${text(JSON.stringify(parts, null, 2))}</pre></details></article>`;
}

function text(raw: string): string {
  return raw.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
