// Reads Markdown texts as a JSON list, writes the HTML that VS Code's notebooks make of them.
// Math is KaTeX's there, and markdown-it passes over what stands within HTML.
const markdown = require("markdown-it")({ html: true, linkify: true });
const math = require("@vscode/markdown-it-katex").default;

markdown.use(math, { enableBareBlocks: true, enableFencedBlocks: true });
const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(texts.map((text) => markdown.render(text))));
