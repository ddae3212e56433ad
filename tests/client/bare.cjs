// Whether two scripts have the same tokens, wherever they stand: [[before, after], …] -> [same, …].

const { tokenizer } = require("internal/deps/acorn/acorn/dist/acorn");
const { readFileSync } = require("node:fs");

const OPTIONS = { ecmaVersion: "latest", sourceType: "module" };
const tokens = (source) => JSON.stringify([...tokenizer(source, OPTIONS)].map(({ type, value }) => [type.label, String(value?.pattern ?? value)]));
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(([before, after]) => tokens(before) === tokens(after))));
