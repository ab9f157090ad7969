
"use strict";
(function () {
  const at = (id) => document.getElementById(id);
  const form = at("filter");
  const articles = Array.from(document.querySelectorAll("article"));
  const groups = Array.from(document.querySelectorAll(".group"));
  const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const texts = new Map(articles.map((article) => [article, fold(article.textContent)]));
  const marks = new Map();
  for (const mark of document.querySelectorAll(".dl a")) {
    const id = mark.getAttribute("href").slice(1);
    marks.set(id, (marks.get(id) || []).concat(mark));
  }
  const certain = at("certain");
  const passes = (article, words) => {
    const data = article.dataset;
    const tests = [
      words.every((word) => texts.get(article).includes(word)),
      at("kind").value === "" || at("kind").value === data.kind,
      at("status").value === "" || at("status").value === data.status,
      at("actor").value === "" || data.actors.split(" ").includes(at("actor").value),
      certain === null || !certain.checked || data.possible === undefined,
    ];
    return tests.every(Boolean);
  };
  const filter = () => {
    const words = fold(at("words").value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const article of articles) {
      const keep = passes(article, words);
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
  form.addEventListener("submit", (event) => event.preventDefault());
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
