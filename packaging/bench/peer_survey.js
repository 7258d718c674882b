// SPDX-License-Identifier: Apache-2.0
// Times survey-core for packaging/bench/peer_survey.py: a form, first answers and changes come in as
// JSON; how long the processor took for each change goes out, in seconds.
const { createRequire } = require("node:module");
const { join } = require("node:path");
const { readFileSync } = require("node:fs");

const { Model, FunctionFactory } = createRequire(join(process.argv[2], "/"))("survey-core");
const told = JSON.parse(readFileSync(0, "utf8"));
const bad = (code) => code === "now" || code === "past";

FunctionFactory.Instance.register("anyBad", ([rows]) =>
  (rows || []).some((row) => bad(row.f0) && bad(row.f1)));

const survey = new Model(told.form);
survey.data = told.answers;
const seconds = told.changes.map(([name, field, row, value]) => {
  const question = survey.getQuestionByName(name);
  const place = field ? question.panels[row].getQuestionByName(field) : question;
  const begun = process.cpuUsage();
  place.value = value;
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1e6;
});
process.stdout.write(JSON.stringify(seconds));
