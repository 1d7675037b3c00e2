declare module 'claque:routes' {
  export const routes: Record<string, [method: string, path: string]>;
}
