
"use strict";
(function () {
  const at = (id) => document.getElementById(id);
  const form = at("filter");
  const articles = Array.from(document.querySelectorAll("article"));
  const groups = Array.from(document.querySelectorAll(".group"));
  const fold = (text) =>
    text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[\u2018\u2019]/g, "'");
  const known = new Map(
    articles.map((article) => {
      const fields = JSON.parse(article.dataset.fields);
      for (const name of Object.keys(fields)) {
        if (name !== "actors") fields[name] = fields[name].map(fold);
      }
      fields.text = [fold(article.textContent)];
      return [article, fields];
    }),
  );
  const marks = new Map();
  for (const mark of document.querySelectorAll(".dl a")) {
    const id = mark.getAttribute("href").slice(1);
    marks.set(id, (marks.get(id) || []).concat(mark));
  }

  // The query language of the program, as far as a page can answer it: blank is and, | is or, - or ! is not, parentheses
  // group; 'word, ^word, word$, "two words", /regex/; fields. A word is looked for as it is, not fuzzily.
  const FIELDS = ["actor", "role", "kind", "status", "place", "tag", "source", "id", "title", "text", "is"];
  const WHOLE = ["status", "is"];
  const ELSEWHERE = ["grade", "during", "within", "before", "after", "last", "has"];
  const BARE = ["title", "text", "actor", "place", "tag"];
  const matcher = (term) => {
    let text = term;
    if (/^\/.+\/$/.test(text)) {
      const pattern = new RegExp(text.slice(1, -1), "iu");
      return (value) => pattern.test(value);
    }
    if (text.startsWith("'")) text = text.slice(1);
    const begins = text.startsWith("^");
    if (begins) text = text.slice(1);
    const ends = text.length > 1 ? text.endsWith("$") : false;
    if (ends) text = text.slice(0, -1);
    text = fold(text.replace(/^"|"$/g, ""));
    if (begins) if (ends) return (value) => value === text;
    if (begins) return (value) => value.startsWith(text);
    if (ends) return (value) => value.endsWith(text);
    return (value) => value.includes(text);
  };
  const test = (term) => {
    const field = /^([a-z]+):(.*)$/s.exec(term);
    if (field === null) {
      const matches = matcher(term);
      return (fields) => BARE.some((name) => fields[name].some(matches));
    }
    const [, name, value] = field;
    if (ELSEWHERE.includes(name)) throw new Error(name + ": can be asked in Dateline itself, not in this page");
    if (!FIELDS.includes(name)) throw new Error("there is no field " + name + ":");
    if (value === "") throw new Error(name + ": needs a word");
    const folded = fold(value.replace(/^"|"$/g, ""));
    const matches = WHOLE.includes(name) ? (own) => own === folded : matcher(value);
    return (fields) => fields[name].some(matches);
  };
  // Parts a query: ( ) | and terms, each with its quotation marks.
  const parts = (query) =>
    query.match(/[()|]|[-!]?(?:[a-z]+:)?(?:'?"[^"]*"?|\/(?:[^/\\]|\\.)+\/(?=[\s)|]|$)|[^\s()|]+)|[-!](?=\()/gsu) || [];
  const parse = (query) => {
    const tokens = parts(query);
    let next = 0;
    const one = () => {
      let token = tokens[next++];
      let not = false;
      while (/^[-!]/.test(token || "")) {
        not = !not;
        token = token.slice(1) || tokens[next++];
      }
      let holds;
      if (token === "(") {
        holds = either();
        if (tokens[next] === ")") next++;
      } else if (token === undefined || token === "|" || token === ")") {
        throw new Error("a word is missing");
      } else {
        holds = test(token);
      }
      return not ? (fields) => !holds(fields) : holds;
    };
    const both = () => {
      const all = [];
      while (![undefined, "|", ")"].includes(tokens[next])) all.push(one());
      return (fields) => all.every((holds) => holds(fields));
    };
    const either = () => {
      const any = [both()];
      while (tokens[next] === "|") {
        next++;
        any.push(both());
      }
      return (fields) => any.some((holds) => holds(fields));
    };
    const holds = either();
    if (next !== tokens.length) throw new Error("a parenthesis is closed that was not opened");
    return holds;
  };

  const certain = at("certain");
  let asked = () => true;
  const passes = (article) => {
    const fields = known.get(article);
    const tests = [
      asked(fields),
      at("kind").value === "" || fields.kind.includes(fold(at("kind").value)),
      at("status").value === "" || fields.status.includes(at("status").value),
      at("actor").value === "" || fields.actors.includes(at("actor").value),
      certain === null || !certain.checked || article.dataset.possible === undefined,
    ];
    return tests.every(Boolean);
  };
  const filter = () => {
    // A wrong query keeps the last good result.
    try {
      asked = parse(at("words").value);
      at("fault").textContent = "";
    } catch (error) {
      at("fault").textContent = error.message;
    }
    let shown = 0;
    for (const article of articles) {
      const keep = passes(article);
      article.hidden = !keep;
      shown += keep ? 1 : 0;
      for (const mark of marks.get(article.id) || []) mark.classList.toggle("off", !keep);
    }
    for (const group of groups) {
      group.hidden = group.querySelector("article:not([hidden])") === null;
    }
    at("shown").textContent = shown + " of " + articles.length + " shown";
  };
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    filter();
  });
  const reveal = () => {
    const target = at(decodeURIComponent(location.hash.slice(1)));
    if (target === null || !target.hidden) return;
    form.reset();
    setTimeout(() => target.scrollIntoView());
  };
  window.addEventListener("hashchange", reveal);
  form.hidden = false;
  filter();
})();
