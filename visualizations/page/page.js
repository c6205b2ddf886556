// What a drawing's page does: pan, zoom, find, and the details of what is clicked.
//
// Rules:
// - It writes no markup and asks nothing of anybody: words and details stand in the page, and are shown or hidden.
// - A view is a middle (in the drawing's own units) and a scale (pixels a unit); the drawing's viewBox follows it.
// - What is folded for comparison loses blanks, width and letter case: a name that is wrapped is found as one.
"use strict";
(() => {
  const NS = "http://www.w3.org/2000/svg";
  const page = document.documentElement;
  const part = (name) => document.getElementById(`zeren-${name}`);
  const stage = part("stage"), query = part("query"), said = part("said"), aside = part("details");
  const svg = stage.querySelector("svg");
  const whole = svg.getAttribute("viewBox").trim().split(/[\s,]+/).map(Number);
  const NATURAL = 96 / 72, LEAST = 0.05, MOST = 12, READABLE = 0.8, STEP = 1.25, AIR = 12, DRAG = 4;
  const view = { x: 0, y: 0, scale: 1 };
  let hits = [], current = -1, fresh = false, chosen = null;

  page.classList.add("live");

  // --- The view ---------------------------------------------------------------------------------------------------

  const size = () => [Math.max(stage.clientWidth, 1), Math.max(stage.clientHeight, 1)];
  const within = (value, least, most) => Math.min(Math.max(value, least), most);

  const paper = matchMedia("print");
  const show = () => {
    if (paper.matches) {
      svg.setAttribute("viewBox", whole.join(" "));
      return;
    }
    const [wide, high] = size();
    const [left, top, width, height] = whole;
    view.x = within(view.x, left, left + width);
    view.y = within(view.y, top, top + height);
    const w = wide / view.scale, h = high / view.scale;
    svg.setAttribute("viewBox", `${view.x - w / 2} ${view.y - h / 2} ${w} ${h}`);
    part("scale").textContent = `${Math.round((100 * view.scale) / NATURAL)}%`;
    for (const badge of svg.querySelectorAll(".badge")) {
      const { x, y } = badge.dataset;
      badge.setAttribute("transform", `translate(${x} ${y}) scale(${1 / view.scale})`);
    }
  };

  const zoom = (factor, x, y) => {
    const [wide, high] = size();
    const scale = within(view.scale * factor, LEAST, MOST);
    const dx = (x ?? wide / 2) - wide / 2, dy = (y ?? high / 2) - high / 2;
    view.x += dx / view.scale - dx / scale;
    view.y += dy / view.scale - dy / scale;
    view.scale = scale;
    show();
  };

  const pan = (dx, dy) => {
    view.x -= dx / view.scale;
    view.y -= dy / view.scale;
    show();
  };

  const place = (scale, atTop) => {
    const [wide, high] = size();
    const [left, top, width, height] = whole;
    view.scale = within(scale, LEAST, MOST);
    view.x = width * view.scale > wide ? left + wide / view.scale / 2 : left + width / 2;
    view.y = atTop || height * view.scale > high ? top + high / view.scale / 2 : top + height / 2;
    show();
  };

  const fit = () => {
    const [wide, high] = size();
    place(Math.min(wide / whole[2], high / whole[3], NATURAL));
    view.x = whole[0] + whole[2] / 2;
    view.y = whole[1] + whole[3] / 2;
    show();
  };

  // At first: all of it if it can be read so, else its upper left corner, where the warnings stand; a drawing that
  // names an item to begin at, as a trace does whom to call first, opens there, with the place that was asked about.
  const begin = () => {
    const [wide, high] = size();
    const scales = [Math.min(wide / whole[2], high / whole[3]), wide / whole[2]];
    const scale = scales.find((one) => one >= READABLE) ?? READABLE;
    place(Math.min(scale, NATURAL), true);
    const start = svg.querySelector(`.item[data-item="${CSS.escape(stage.dataset.start)}"]`);
    if (!start || whole[3] * view.scale <= high) return;
    const asked = svg.querySelector('.item[data-item="n0"]')?.closest(".node");
    for (const one of [asked, start.closest(".node"), start]) if (one) reveal(one);
  };

  // Where an item lies, in the drawing's own units: its corner and its size.
  const where = (item) => {
    const box = item.getBBox();
    const turned = svg.getScreenCTM().inverse().multiply(item.getScreenCTM());
    const corners = [[box.x, box.y], [box.x + box.width, box.y + box.height]];
    const [one, other] = corners.map(([x, y]) => new DOMPoint(x, y).matrixTransform(turned));
    return { x: one.x, y: one.y, width: other.x - one.x, height: other.y - one.y };
  };

  const centre = (item) => {
    const box = where(item);
    view.x = box.x + box.width / 2;
    view.y = box.y + box.height / 2;
    show();
  };

  // Move only as far as an item needs to be seen; of one that is larger than the view, some part.
  const reveal = (item) => {
    const box = where(item), [wide, high] = size();
    const w = wide / view.scale, h = high / view.scale, air = AIR / view.scale;
    const nearest = (middle, start, length, shown) => {
      const ends = [start - air + shown / 2, start + length + air - shown / 2];
      return within(middle, Math.min(...ends), Math.max(...ends));
    };
    view.x = nearest(view.x, box.x, box.width, w);
    view.y = nearest(view.y, box.y, box.height, h);
    show();
  };

  // --- Marks on the drawing ---------------------------------------------------------------------------------------

  const made = (name, attributes) => {
    const element = document.createElementNS(NS, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const marks = made("g", { class: "marks", "aria-hidden": "true" });
  const chosenMark = made("g", { class: "mark" });
  svg.append(chosenMark, marks);
  chosenMark.classList.add("marks");

  const frame = (item, air) => {
    const box = where(item);
    return made("rect", {
      class: "frame", rx: 4, x: box.x - air, y: box.y - air, width: box.width + 2 * air, height: box.height + 2 * air,
    });
  };

  const badge = (item, number) => {
    const box = where(item), text = made("text", { y: 5 }), wide = 12 + 8 * String(number).length;
    text.textContent = String(number);
    const group = made("g", { class: "badge", "data-x": box.x - 4, "data-y": box.y - 4 });
    group.append(made("rect", { x: -wide / 2, y: -11, width: wide, height: 22, rx: 11 }), text);
    return group;
  };

  // --- Details ----------------------------------------------------------------------------------------------------

  const items = [...svg.querySelectorAll(".item")];
  const about = (item) => document.getElementById(`zeren-of-${item.dataset.item}`);

  const choose = (item) => {
    const corner = view.x - size()[0] / view.scale / 2, top = view.y - size()[1] / view.scale / 2;
    if (chosen) {
      about(chosen)?.classList.remove("chosen");
      chosen.removeAttribute("aria-current");
    }
    chosenMark.replaceChildren();
    chosen = item;
    aside.classList.toggle("open", Boolean(item && about(item)));
    if (item) {
      about(item)?.classList.add("chosen");
      aside.scrollTop = 0;
      item.setAttribute("aria-current", "true");
      chosenMark.append(frame(item, 2), frame(item, 6));
    }
    view.x = corner + size()[0] / view.scale / 2; // the panel took room: what is seen stays where it was
    view.y = top + size()[1] / view.scale / 2;
    show();
    if (item) reveal(item);
  };

  const close = () => {
    const item = chosen;
    choose(null);
    if (item && aside.contains(document.activeElement)) item.focus();
  };

  // --- Find -------------------------------------------------------------------------------------------------------

  const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/gu, "");
  const texts = new Map(items.map((item) => {
    const drawn = [...item.querySelectorAll("text")].map((one) => one.textContent).join("");
    const values = [...(about(item)?.querySelectorAll("dd, td") ?? [])].map((one) => one.textContent);
    return [item, [drawn, ...values].map(folded).join("\n")];
  }));

  const find = () => {
    const sought = folded(query.value);
    hits = sought ? items.filter((item) => texts.get(item).includes(sought)) : [];
    marks.replaceChildren(...hits.map((item, number) => {
      const group = made("g", { class: "hit" });
      group.append(frame(item, 3), badge(item, number + 1));
      return group;
    }));
    current = -1;
    said.textContent = sought && !hits.length ? said.dataset.none : "";
    if (hits.length) step(1);
    else show();
    fresh = hits.length > 0;
  };

  const step = (by) => {
    if (!hits.length) return;
    fresh = false;
    current = (current + by + hits.length) % hits.length;
    [...marks.children].forEach((group, number) => group.classList.toggle("current", number === current));
    said.textContent = said.dataset.found.replace("#", current + 1).replace("#", hits.length);
    choose(hits[current]);
    centre(hits[current]);
  };

  // --- Hands ------------------------------------------------------------------------------------------------------

  const pointers = new Map();
  let moved = false;
  const spread = () => {
    const [one, other] = [...pointers.values()];
    return Math.hypot(one.x - other.x, one.y - other.y);
  };
  const inside = (event) => {
    const edge = stage.getBoundingClientRect();
    return { x: event.clientX - edge.left, y: event.clientY - edge.top };
  };

  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    if (!pointers.size) moved = false;
    pointers.set(event.pointerId, { ...inside(event), from: inside(event) });
  });
  stage.addEventListener("pointermove", (event) => {
    const last = pointers.get(event.pointerId);
    if (!last) return;
    const now = inside(event);
    if (!moved && Math.hypot(now.x - last.from.x, now.y - last.from.y) < DRAG) return;
    if (!moved) {
      moved = true;
      stage.setPointerCapture(event.pointerId);
      stage.classList.add("dragged");
    }
    const before = pointers.size === 2 ? spread() : 0;
    pointers.set(event.pointerId, { ...now, from: last.from });
    if (pointers.size === 2) {
      const [one, other] = [...pointers.values()];
      zoom(spread() / Math.max(before, 1), (one.x + other.x) / 2, (one.y + other.y) / 2);
    } else pan(now.x - last.x, now.y - last.y);
  });
  const lifted = (event) => {
    pointers.delete(event.pointerId);
    if (!pointers.size) stage.classList.remove("dragged");
  };
  for (const name of ["pointerup", "pointercancel", "pointerleave"]) stage.addEventListener(name, lifted);

  stage.addEventListener("wheel", (event) => {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 32 : 1;
    const { x, y } = inside(event);
    zoom(Math.exp(-within(event.deltaY * lines, -240, 240) * 0.002), x, y);
  }, { passive: false });

  stage.addEventListener("click", (event) => {
    if (moved) return;
    const item = event.target.closest(".item") ?? event.target.closest(".node")?.querySelector(".item");
    if (item) choose(item);
  });

  // --- Keys -------------------------------------------------------------------------------------------------------

  const KEYS = {
    "+": () => zoom(STEP), "=": () => zoom(STEP), "-": () => zoom(1 / STEP), _: () => zoom(1 / STEP),
    0: fit, 1: () => zoom(NATURAL / view.scale), "/": () => query.focus(), Escape: close,
    ArrowLeft: () => pan(60, 0), ArrowRight: () => pan(-60, 0), ArrowUp: () => pan(0, 60), ArrowDown: () => pan(0, -60),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target === query) return;
    const item = event.target.closest?.(".item");
    if (item && (event.key === "Enter" || event.key === " ")) choose(item);
    else if (aside.contains(event.target) && event.key.startsWith("Arrow")) return;
    else if (Object.hasOwn(KEYS, event.key)) KEYS[event.key]();
    else return;
    event.preventDefault();
  });
  query.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // this Enter takes what is being written, as in Chinese
    if (event.key === "Enter" && fresh && !event.shiftKey) {
      fresh = false; // typing has shown the first match already: Enter after it does not pass it by
      centre(hits[current]);
    } else if (event.key === "Enter") step(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") {
      query.value = "";
      find();
      stage.focus();
    } else return;
    event.preventDefault();
  });
  query.addEventListener("input", find);
  for (const item of items) {
    item.addEventListener("focus", () => {
      if (item.matches(":focus-visible")) reveal(item);
    });
  }

  const CLICKS = {
    previous: () => step(-1), next: () => step(1), in: () => zoom(STEP), out: () => zoom(1 / STEP), fit, close,
    scale: () => zoom(NATURAL / view.scale),
    theme: () => { page.dataset.theme = page.dataset.theme === "dark" ? "light" : "dark"; },
  };
  for (const [name, work] of Object.entries(CLICKS)) part(name).addEventListener("click", work);

  // --- Paper and window -------------------------------------------------------------------------------------------

  addEventListener("beforeprint", () => svg.setAttribute("viewBox", whole.join(" ")));
  addEventListener("afterprint", show);
  paper.addEventListener("change", show);
  new ResizeObserver(show).observe(stage);
  begin();
})();
