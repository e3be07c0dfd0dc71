"use strict";
// The cursor alive: the ranking, worked out again in exact fractions (BigInt) and rounded half up as the tool rounds,
// under the cursor and the weights of axes that the reader chooses. Method, sections 1, 2 and 4.
(() => {
  const island = document.getElementById("live");
  if (island === null) return;
  const live = JSON.parse(island.textContent);
  const french = live.lang === "fr";
  const byId = (id) => document.getElementById(id);

  // --- Exact fractions -------------------------------------------------------------------------------------------
  const gcd = (a, b) => { while (b) [a, b] = [b, a % b]; return a < 0n ? -a : a; };
  const fraction = (n, d) => { const g = gcd(n, d) || 1n; return d < 0n ? { n: -n / g, d: -d / g } : { n: n / g, d: d / g }; };
  const read = (text) => { const [n, d] = text.split("/"); return fraction(BigInt(n), BigInt(d)); };
  const add = (a, b) => fraction(a.n * b.d + b.n * a.d, a.d * b.d);
  const sub = (a, b) => fraction(a.n * b.d - b.n * a.d, a.d * b.d);
  const mul = (a, b) => fraction(a.n * b.n, a.d * b.d);
  const div = (a, b) => fraction(a.n * b.d, a.d * b.n);
  const compare = (a, b) => { const x = a.n * b.d - b.n * a.d; return x < 0n ? -1 : x > 0n ? 1 : 0; };
  const ZERO = fraction(0n, 1n), ONE = fraction(1n, 1n);
  const sum = (values) => values.reduce(add, ZERO);
  const float = (a) => Number(a.n * 1000000n / a.d) / 1000000;

  // --- Words and figures -------------------------------------------------------------------------------------------
  const percent = (value, decimals) => {
    const scale = 10n ** BigInt(decimals);
    const scaled = (value.n * 200n * scale + value.d) / (2n * value.d); // half up; shares are never negative
    const digits = scaled.toString().padStart(decimals + 1, "0");
    const whole = digits.slice(0, digits.length - decimals), part = digits.slice(digits.length - decimals);
    const figure = decimals ? whole + (french ? "," : ".") + part : whole;
    return french ? figure + "\u00a0%" : figure + "%";
  };
  const short = (value) => { // as many decimals as the cursor needs, three at most
    for (let decimals = 0; decimals < 3; decimals += 1) {
      if ((value.n * 100n * 10n ** BigInt(decimals)) % value.d === 0n) return percent(value, decimals);
    }
    return percent(value, 3);
  };
  const typed = (text, divisor) => { // a decimal as typed, with a point or a comma
    const found = /^\s*(\d{1,6})(?:[.,](\d{1,9}))?\s*%?\s*$/.exec(text);
    if (found === null) return null;
    const decimals = found[2] ?? "";
    return fraction(BigInt(found[1] + decimals), divisor * 10n ** BigInt(decimals.length));
  };
  const listing = (names) => names.length < 2 ? names.join("") : names.slice(0, -1).join(", ") + (french ? " et " : " and ") + names.at(-1);
  const counted = (names) => names.length <= 3 ? listing(names)
    : listing([...names.slice(0, 3), french ? `${names.length - 3}\u00a0autre${names.length > 4 ? "s" : ""}` : `${names.length - 3} more`]);

  // --- The score ---------------------------------------------------------------------------------------------------
  const names = new Map(live.clusters.map((cluster) => [cluster.id, cluster.name]));
  const settings = live.settings.map((setting) => ({
    ...setting,
    cursor: read(setting.cursor),
    frameworks: setting.frameworks.map((f) => ({
      ...f, weight: read(f.weight), axes: f.axes.map((axis) => ({ ...axis, weight: read(axis.weight) })),
    })),
    clusters: Object.entries(setting.clusters).map(([id, figures]) => ({
      id,
      articulation: figures.articulation === null ? null : read(figures.articulation),
      coverage: new Map(Object.entries(figures.coverage).map(([name, values]) => [name, values.map(read)])),
      mandate: new Map(Object.entries(figures.mandate).map(([name, pairs]) => [name, pairs && pairs.map((pair) => pair.map(read))])),
    })),
  }));
  const stated = (setting) => new Map(setting.frameworks.map((f) => [f.id, f.axes.map((axis) => axis.weight)]));
  const state = { setting: settings[0], cursor: settings[0].cursor, weights: stated(settings[0]), changed: false };
  let standing = null; // clusters with R and E, and the breakpoints, under the weights in force

  const weigh = () => {
    const shares = new Map([...state.weights].map(([name, weights]) => {
      const total = sum(weights);
      return [name, weights.map((weight) => div(weight, total))];
    }));
    const clusters = state.setting.clusters.map((cluster) => {
      const mean = (name) => sum(shares.get(name).map((share, axis) => mul(share, cluster.coverage.get(name)[axis])));
      const mandate = (name) => {
        const pairs = cluster.mandate.get(name);
        if (!pairs) return null;
        const part = sum(shares.get(name).map((share, axis) => mul(share, pairs[axis][1])));
        return div(part, sum(shares.get(name).map((share, axis) => mul(share, pairs[axis][0]))));
      };
      const side = (wanted) => sum(state.setting.frameworks.filter((f) => f.side === wanted).map((f) => mul(f.weight, mean(f.id))));
      return {
        id: cluster.id, articulation: cluster.articulation, regional: side("regional"), european: side("european"),
        mandates: new Map(state.setting.frameworks.map((f) => [f.id, mandate(f.id)])),
      };
    });
    const breakpoints = [];
    clusters.forEach((one, index) => clusters.slice(index + 1).forEach((other) => {
      const slope = sub(sub(one.european, one.regional), sub(other.european, other.regional));
      if (slope.n === 0n) return; // coincident or parallel
      const cursor = div(sub(other.regional, one.regional), slope);
      if (compare(cursor, ZERO) > 0 && compare(cursor, ONE) < 0) breakpoints.push(cursor);
    }));
    breakpoints.sort(compare);
    standing = { clusters, shares, breakpoints: breakpoints.filter((b, i) => i === 0 || compare(b, breakpoints[i - 1]) !== 0) };
  };

  const ranked = () => {
    const alignment = (c) => add(mul(sub(ONE, state.cursor), c.regional), mul(state.cursor, c.european));
    const found = standing.clusters.map((c) => ({ ...c, alignment: alignment(c) }));
    found.sort((a, b) => compare(b.alignment, a.alignment) || (a.id < b.id ? -1 : 1));
    found.forEach((c, place) => {
      const before = found[place - 1];
      c.rank = before && compare(before.alignment, c.alignment) === 0 ? before.rank : place + 1;
    });
    return found;
  };

  // --- The page ----------------------------------------------------------------------------------------------------
  const panel = byId("live-panel"), slider = byId("live-cursor"), exact = byId("live-exact"), table = document.querySelector("#ranking-clusters");
  const SVG = "http://www.w3.org/2000/svg";
  const drawn = (name, attributes) => {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const made = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  const show = (row, key, value, decimals) => {
    const cell = row.querySelector(`[data-k="${key}"]`);
    if (cell === null) return;
    const text = value === null ? "–" : typeof value === "number" ? String(value) : percent(value, decimals);
    (cell.querySelector("a") ?? cell).textContent = text;
    cell.dataset.v = value === null ? "" : typeof value === "number" ? value : float(value);
  };

  const showRanking = (clusters) => {
    for (const c of clusters) {
      const row = byId(`rank-${c.id}`);
      show(row, "rank", c.rank, 0);
      show(row, "alignment", c.alignment, 1);
      show(row, "regional", c.regional, 1);
      show(row, "european", c.european, 1);
      show(row, "articulation", c.articulation, 0);
      for (const [name, mandate] of c.mandates) show(row, `mandate_${name}`, mandate, 0);
      row.querySelector(".mini .fill").setAttribute("width", (float(c.alignment) * 100).toFixed(2));
    }
    for (const head of table.tHead.rows[0].cells) head.removeAttribute("aria-sort");
    table.tBodies[0].append(...clusters.map((c) => byId(`rank-${c.id}`)));
  };

  const showSheets = (clusters) => {
    for (const c of clusters) {
      const put = (key, text, rests) => {
        const figure = byId(`figure-cluster-${c.id}_${key}`);
        if (figure === null) return;
        figure.querySelector(".value").textContent = text;
        if (rests) figure.querySelector(".rests").textContent = rests;
      };
      put("rank", String(c.rank));
      put("alignment", percent(c.alignment, 1), french ? `curseur à ${short(state.cursor)}` : `cursor at ${short(state.cursor)}`);
      put("regional", percent(c.regional, 1));
      put("european", percent(c.european, 1));
      put("articulation", c.articulation === null ? "–" : percent(c.articulation, 0));
    }
  };

  const showCursor = (clusters) => {
    const here = short(state.cursor), rest = short(sub(ONE, state.cursor));
    const said = french ? `${here}\u00a0: SRDEII ${rest}, Europe ${here}` : `${here}: SRDEII ${rest}, Europe ${here}`;
    byId("live-said").textContent = said;
    slider.value = String(Math.round(float(state.cursor) * 100));
    slider.setAttribute("aria-valuetext", said);
    if (document.activeElement !== exact) exact.value = here.replace(/[\s\u00a0]*%$/, "");
    const first = clusters.filter((c) => c.rank === 1);
    const below = standing.breakpoints.filter((b) => compare(b, state.cursor) <= 0).at(-1) ?? ZERO;
    const above = standing.breakpoints.find((b) => compare(b, state.cursor) >= 0) ?? ONE;
    const leaders = counted(first.map((c) => names.get(c.id))), figure = percent(first[0].alignment, 1);
    const tie = compare(below, above) === 0;
    byId("live-standing").textContent = french
      ? `${leaders} en tête, à ${figure}. ` + (tie ? "Des clusters sont exactement à égalité à ce point de bascule." : `Ce classement tient de ${percent(below, 1)} à ${percent(above, 1)}.`)
      : `${leaders} first, at ${figure}. ` + (tie ? "Clusters are exactly equal at this breakpoint." : `This ranking holds from ${percent(below, 1)} to ${percent(above, 1)}.`);
    for (const mark of document.querySelectorAll("#cursor-lines .here")) {
      const x = Number(mark.dataset.left) + float(state.cursor) * Number(mark.dataset.width);
      mark.setAttribute("transform", `translate(${x.toFixed(1)} 0)`);
      mark.querySelector("text").textContent = here;
      mark.style.display = state.changed || state.setting !== settings[0] ? "none" : "";
    }
  };

  const showTicks = () => {
    const at = (value) => `${(float(value) * 100).toFixed(3)}%`;
    const ticks = standing.breakpoints.map((b) => drawn("line", { class: "tick", x1: at(b), x2: at(b), y1: 0, y2: 7 }));
    const marks = settings.map((setting) => {
      const place = drawn("svg", { x: at(setting.cursor), y: 9, overflow: "visible" });
      place.append(drawn("path", { class: "mark", d: "M0 0l5.5 10h-11z" }));
      return place;
    });
    byId("live-ticks").replaceChildren(...ticks, ...marks);
  };

  const showWeights = () => {
    for (const [name, shares] of standing.shares) {
      shares.forEach((share, axis) => { byId(`live-share-${name}-${axis}`).textContent = percent(share, 1); });
    }
  };

  const showMoved = () => {
    const home = settings[0];
    const moved = state.changed || state.setting !== home || compare(state.cursor, home.cursor) !== 0;
    byId("live-moved").hidden = !moved;
    document.documentElement.classList.toggle("has-moved", moved);
    byId("live-moved-where").textContent = (french ? `Curseur à ${short(state.cursor)}` : `Cursor at ${short(state.cursor)}`)
      + (state.setting === home ? "" : `, ${state.setting.title}`) + (french ? ` (rapport\u00a0: ${short(home.cursor)}).` : ` (report: ${short(home.cursor)}).`);
    byId("live-moved-weights").hidden = !state.changed && state.setting === home;
    for (const button of byId("live-scenarios").children) {
      const setting = settings[Number(button.value)];
      const pressed = !state.changed && state.setting === setting && compare(state.cursor, setting.cursor) === 0;
      button.setAttribute("aria-pressed", String(pressed));
    }
  };

  const refresh = (weightsToo) => {
    if (weightsToo) { weigh(); showTicks(); showWeights(); }
    const clusters = ranked();
    showRanking(clusters);
    showSheets(clusters);
    showCursor(clusters);
    showMoved();
  };

  const choose = (setting) => {
    Object.assign(state, { setting, cursor: setting.cursor, weights: stated(setting), changed: false });
    buildWeights();
    refresh(true);
  };

  const buildWeights = () => {
    const plain = (weight) => String(Number(weight.n) / Number(weight.d));
    byId("live-weights").replaceChildren(...state.setting.frameworks.map((framework) => {
      const axes = framework.axes.map((axis, index) => {
        const input = made("input", { type: "number", min: "0.1", step: "any", value: plain(axis.weight), id: `live-weight-${framework.id}-${index}` });
        input.addEventListener("input", () => {
          const weight = typed(input.value, 1n);
          const good = weight !== null && weight.n > 0n;
          input.setAttribute("aria-invalid", String(!good));
          if (!good) return;
          state.weights.get(framework.id)[index] = weight;
          state.changed = state.setting.frameworks.some((f) => f.axes.some((a, i) => compare(a.weight, state.weights.get(f.id)[i]) !== 0));
          refresh(true);
        });
        const output = made("output", { id: `live-share-${framework.id}-${index}` });
        output.htmlFor.add(input.id);
        return made("div", { className: "axis" }, made("label", { htmlFor: input.id, textContent: axis.title }), input, output);
      });
      return made("fieldset", {}, made("legend", { textContent: framework.name }), ...axes);
    }));
  };

  slider.addEventListener("input", () => { state.cursor = fraction(BigInt(slider.value), 100n); refresh(false); });
  const readExact = () => {
    const value = typed(exact.value, 100n);
    const good = value !== null && compare(value, ONE) <= 0;
    exact.setAttribute("aria-invalid", String(!good));
    if (good) { state.cursor = value; refresh(false); }
  };
  exact.addEventListener("change", readExact);
  exact.addEventListener("keydown", (event) => { if (event.key === "Enter") readExact(); });
  byId("live-scenarios").replaceChildren(...settings.map((setting, index) => {
    const button = made("button", { type: "button", value: String(index), textContent: `${setting.title} (${short(setting.cursor)})` });
    button.addEventListener("click", () => choose(setting));
    return button;
  }));
  for (const button of document.querySelectorAll("button.reset")) {
    button.addEventListener("click", () => { choose(settings[0]); slider.focus({ preventScroll: true }); });
  }
  panel.hidden = false;
  choose(settings[0]);
})();
