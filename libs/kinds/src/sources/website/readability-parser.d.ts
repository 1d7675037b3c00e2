/** The small DOM that Readability ships for workers; it wants well-formed markup, which `slimMarkup` writes. Not typed by the package. */
declare module '@mozilla/readability/JSDOMParser.js' {
  export default class JSDOMParser {
    parse(markup: string, url?: string): Document;
  }
}
