// Lets a reader explore a chart: plotly.js is fetched from this site only when somebody asks for it.
"use strict";
(() => {
  /** @type {HTMLScriptElement} */
  const own = /** @type {HTMLScriptElement} */ (document.currentScript);
  const words = own.dataset;
  /** @type {Promise<any> | undefined} */
  let loading;

  function plotly() {
    loading ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = words.plotly ?? "";
      script.nonce = own.nonce;
      script.id = words.maps ?? ""; // plotly.js takes the element of this name for its map styles, and adds none
      script.onload = () => resolve(/** @type {any} */ (window).Plotly);
      script.onerror = () => { loading = undefined; reject(new Error("plotly.js did not load")); };
      document.head.append(script);
    });
    return loading;
  }

  /** @param {string} name */
  function colour(name) {
    return getComputedStyle(document.body).getPropertyValue(name).trim();
  }

  /** @param {{meta: string, marker?: any, line?: any, mode?: string, type?: string}} trace */
  function paint(trace) {
    const role = trace.meta.split(" ")[0];
    if (trace.type === "bar") {
      const shade = document.querySelector(`svg .${role}`);
      trace.marker = { color: shade ? getComputedStyle(shade).fill : colour("--accent"), line: { color: colour("--paper"), width: 2 } };
      return trace;
    }
    const drawn = role === "then" ? colour("--then") || "#6f93bf" : colour("--accent");
    if (trace.mode === "lines") {
      trace.line = { ...trace.line, color: drawn };
    } else if (role === "then") {
      trace.marker = { ...trace.marker, color: colour("--paper"), line: { color: drawn, width: 2.5 } };
    } else {
      trace.marker = { ...trace.marker, color: drawn };
    }
    return trace;
  }

  /** @param {any} layout */
  function dress(layout) {
    const font = { color: colour("--ink"), family: getComputedStyle(document.body).fontFamily, size: 14 };
    const axis = { gridcolor: colour("--line-soft"), zerolinecolor: colour("--ink-soft"), linecolor: colour("--line-soft") };
    const wide = window.matchMedia("(min-width: 46rem)").matches;
    const upright = layout.meta === "upright"; // years to the right, shares upwards: no rows that need their labels
    const rows = upright ? [] : layout.yaxis?.ticktext ?? [];
    const labels = rows.map((/** @type {string} */ text, /** @type {number} */ row) => ({
      text, xref: "paper", x: 0, xanchor: "left", y: row, yshift: 20, showarrow: false,
    }));
    return {
      ...layout, font,
      annotations: upright ? layout.annotations : wide ? [] : labels,
      shapes: (layout.shapes ?? []).map((/** @type {any} */ shape) => ({ ...shape, line: { ...shape.line, color: colour("--ink-soft") } })),
      modebar: { bgcolor: "rgba(0,0,0,0)", color: colour("--ink-soft"), activecolor: colour("--accent") },
      xaxis: { ...layout.xaxis, ...axis },
      yaxis: { ...layout.yaxis, ...axis, showticklabels: wide || upright },
      hoverlabel: { font: { ...font, color: colour("--paper") }, bgcolor: colour("--ink"), bordercolor: colour("--ink") },
    };
  }

  /** @param {HTMLAnchorElement} link @param {HTMLElement} figure */
  async function explore(link, figure) {
    const status = figure.querySelector("[role=status]") ?? figure.appendChild(Object.assign(document.createElement("p"), { className: "said" }));
    status.setAttribute("role", "status");
    status.textContent = words.loading ?? "";
    try {
      const [library, answer] = await Promise.all([plotly(), fetch(link.dataset.chart ?? "", { credentials: "same-origin" })]);
      if (!answer.ok) throw new Error(String(answer.status));
      const chart = await answer.json();
      const place = document.createElement("div");
      place.className = "explorer";
      place.setAttribute("role", "group");
      place.setAttribute("aria-label", chart.alt);
      figure.insertBefore(place, figure.querySelector(":scope > .tools"));
      figure.classList.add("explored");
      await library.newPlot(place, chart.data.map(paint), dress(chart.layout), chart.config);
      status.textContent = "";
    } catch {
      leave(figure);
      status.textContent = words.failed ?? "";
    }
  }

  /** @param {HTMLElement} figure */
  function leave(figure) {
    const place = figure.querySelector(".explorer");
    if (place) {
      /** @type {any} */ (window).Plotly?.purge(place);
      place.remove();
    }
    figure.classList.remove("explored");
  }

  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a.explore"))) {
    const figure = /** @type {HTMLElement} */ (link.closest("figure"));
    const invitation = link.innerHTML;
    link.setAttribute("role", "button");
    link.addEventListener("keydown", (event) => { if (event.key === " ") { event.preventDefault(); link.click(); } });
    link.addEventListener("click", async (event) => {
      event.preventDefault();
      if (figure.classList.contains("explored")) {
        leave(figure);
        link.innerHTML = invitation;
        return;
      }
      await explore(link, figure);
      if (figure.classList.contains("explored")) link.textContent = words.back ?? "";
    });
  }
})();
