// The layers of docs/architecture.md. Each package names what it may import; whatever is not named is refused.
const below = {
  model: [],
  expression: ["model"],
  "embedded-postgres": [],
  testing: ["embedded-postgres"],
  fields: ["model", "expression"],
  rules: ["model", "expression", "fields"],
  forms: ["model", "expression", "fields", "rules"],
  flows: ["model", "expression", "fields"],
  data: ["model", "expression", "fields", "rules", "forms", "flows"],
  runtime: ["model", "expression", "fields", "rules", "forms", "flows", "data"],
  server: ["model", "expression", "fields", "rules", "forms", "flows", "data", "runtime"],
  client: ["model"],
  ui: ["model", "expression", "fields", "rules", "forms", "client"],
};

const test = "\\.test\\.tsx?$|/(test|testing|fixtures?|conformance|e2e)/";

const layers = Object.entries(below).map(([name, allowed]) => ({
  name: `${name}-imports-down`,
  severity: "error",
  comment: `${name} may import: ${allowed.join(", ") || "nothing of ours"}`,
  from: { path: `^packages/${name}/`, pathNot: test },
  to: { path: "^(packages|apps)/", pathNot: [`^packages/(${[name, ...allowed].join("|")})/`] },
}));

/** Only these folders may import an outside package. */
function only(name, module, folders) {
  return {
    name,
    severity: "error",
    from: { path: "^(packages|apps)/", pathNot: [folders, test] },
    to: { path: `(^|node_modules/)${module}(/|$)` },
  };
}

module.exports = {
  forbidden: [
    ...layers,
    {
      name: "apps-stand-alone",
      severity: "error",
      from: { path: "^apps/([^/]+)/" },
      to: { path: "^apps/", pathNot: "^apps/$1/" },
    },
    {
      name: "browser-apps-know-no-server",
      severity: "error",
      from: { path: "^apps/(portal|builder)/src", pathNot: test },
      to: { path: "^packages/(data|runtime|server|embedded-postgres)/" },
    },
    {
      name: "tests-only",
      severity: "error",
      comment: "the fixtures are for tests",
      from: { path: "^(packages|apps)/", pathNot: [test, "^packages/testing/"] },
      to: { path: "^packages/testing/" },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
    only("only-server-knows-fastify", "(fastify|@fastify)", "^packages/server/"),
    only("only-data-knows-pg", "pg", "^packages/(data|runtime|testing|embedded-postgres)/|^apps/server/"),
    only("only-data-knows-kysely", "kysely", "^packages/(data|runtime)/"),
    only(
      "only-screens-know-react",
      "(react|react-dom|antd)",
      "^packages/(fields/src/.*(react|widget|cell)|ui/|client/)|^apps/(portal|builder)/",
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)dist/" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "browser", "node", "default"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json", ".css"],
    },
  },
};
