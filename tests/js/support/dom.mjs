// As much of a document as assets/boot asks for. Elements with an id are those of the templates: one
// that no template has is an error.
import { readdirSync, readFileSync } from "node:fs";

const ROOT = new URL("../../../", import.meta.url);
const TEMPLATES = [new URL("index.html", ROOT), ...readdirSync(new URL("article", ROOT)).map((name) => new URL(`article/${name}`, ROOT))];
const TAGS = new Map(); // id -> [tag, attributes]
for (const template of TEMPLATES) {
  for (const [, tag, attributes, id] of readFileSync(template, "utf8").matchAll(/<(\w+)((?:\s[^<>]*?)?\sid="([\w-]+)"[^<>]*)>/g)) {
    TAGS.set(id, [tag, attributes]);
  }
}

export class Element extends EventTarget {
  dataset = {};
  style = {};
  children = [];
  textContent = "";
  value = "";
  parentElement = null;
  #attributes = new Map();
  #classes = new Set();

  // new Element("a.link", { href: "#limits" }, child, …)
  constructor(kind, changes = {}, ...children) {
    super();
    const [name, ...classes] = kind.split(".");
    [this.localName, this.id] = name.split("#");
    this.id ??= "";
    classes.forEach((one) => this.#classes.add(one));
    this.hidden = false;
    Object.assign(this, changes);
    this.append(...children);
  }

  get className() {
    return [...this.#classes].join(" ");
  }

  classList = { add: (name) => this.#classes.add(name), contains: (name) => this.#classes.has(name) };

  get hash() {
    return new URL(this.href ?? "", document.baseURI).hash;
  }

  setAttribute(name, value) {
    this.#attributes.set(name, String(value));
  }

  getAttribute(name) {
    return this.#attributes.get(name) ?? this[name] ?? null;
  }

  removeAttribute(name) {
    this.#attributes.delete(name);
  }

  append(...children) {
    for (const child of children) {
      child.parentElement?.children.splice(child.parentElement.children.indexOf(child), 1);
      child.parentElement = this;
      this.children.push(child);
    }
  }

  prepend(child) {
    this.append(child);
    this.children.unshift(this.children.pop());
  }

  matches(selectors) {
    return selectors.split(",").some((one) => this.#matchesOne(one.trim().split(/\s+/)));
  }

  #matchesOne([...path]) {
    if (!this.#is(path.pop())) return false;
    let above = this.parentElement;
    while (path.length && above) {
      if (above.#is(path.at(-1))) path.pop();
      above = above.parentElement;
    }
    return !path.length;
  }

  #is(compound) {
    return compound.match(/:not\([^)]*\)|[.#]?[\w-]+|\[[^\]]*\]/g).every((part) => {
      if (part.startsWith(":not(")) return !this.#is(part.slice(5, -1));
      if (part.startsWith(".")) return this.#classes.has(part.slice(1));
      if (part.startsWith("#")) return this.id === part.slice(1);
      const [, name, start] = part.match(/\[(\w+)\^="(.*)"\]/) ?? [];
      if (part === "[popover]") return this.popover !== undefined;
      return name ? this.getAttribute(name)?.startsWith(start) : this.localName === part;
    });
  }

  contains(other) {
    return other === this || this.children.some((child) => child.contains(other));
  }

  closest(selectors) {
    return this.matches(selectors) ? this : (this.parentElement?.closest(selectors) ?? null);
  }

  * #below() {
    for (const child of this.children) {
      yield child;
      yield* child.#below();
    }
  }

  querySelectorAll(selectors) {
    return [...this.#below()].filter((one) => one.matches(selectors));
  }

  querySelector(selectors) {
    return this.querySelectorAll(selectors)[0] ?? null;
  }

  // An event that happens here, and then above.
  happens(type, facts = {}) {
    const event = Object.assign(new Event(type, { cancelable: true }), facts);
    Object.defineProperty(event, "target", { value: this });
    for (let at = this; at; at = at.parentElement) at.dispatchEvent(event);
    document.dispatchEvent(event);
    dispatchEvent(event);
    return event;
  }

  checkVisibility() {
    return !this.hidden;
  }

  getBoundingClientRect() {
    return { left: 0, top: 0, width: 320, height: 320 };
  }

  setPointerCapture() {}
  scrollIntoView() {
    document.scrolledTo = this;
  }

  focus() {
    document.activeElement = this;
  }
}

export class Document extends EventTarget {
  readyState = "complete";
  documentElement = new Element("html");
  head = new Element("head");
  body = new Element("body");
  #byId = new Map();

  constructor(baseURI) {
    super();
    this.baseURI = baseURI;
    this.documentElement.dataset.app = "booting";
    this.documentElement.append(this.head, this.body);
  }

  // One element of the templates, or one of the test's own (place()).
  getElementById(id) {
    if (!this.#byId.has(id)) {
      if (!TAGS.has(id)) return null;
      const [tag, attributes] = TAGS.get(id);
      this.place(new Element(`${tag}#${id}`, { hidden: /\shidden\b/.test(attributes) }));
    }
    return this.#byId.get(id);
  }

  place(...elements) {
    for (const one of elements) {
      this.#byId.set(one.id, one);
      this.body.append(one);
    }
  }

  querySelector(selectors) {
    return this.documentElement.querySelector(selectors);
  }

  querySelectorAll(selectors) {
    return this.documentElement.querySelectorAll(selectors);
  }

  createElement(tag) {
    return new Element(tag);
  }
}
