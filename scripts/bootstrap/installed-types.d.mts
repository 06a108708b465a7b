export function installedTypesSource(path: string): string | undefined;
export function installedTypesFiles(): string[];
