// What is wrong with the page that is shown, as a list of words: by the sizes
// and colours that the browser computed, not by what the style says.
const faults = [];

function called(e) {
	return e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") +
		(e.className ? "." + e.className : "") + " '" +
		e.textContent.trim().slice(0, 30) + "'";
}

// Seen, and not only said.
function shown(e) {
	if (!e.checkVisibility({ checkVisibilityCSS: true }) ||
	    e.closest(".skip, option"))
		return false;
	for (; e; e = e.parentElement)
		if (getComputedStyle(e).clipPath !== "none")
			return false;
	return true;
}

// Nothing wider than the window, nothing cut off.
const page = document.documentElement;
if (page.scrollWidth > page.clientWidth)
	faults.push(`${page.scrollWidth - page.clientWidth} px too wide`);
for (const e of document.querySelectorAll("body *")) {
	const box = e.getBoundingClientRect();
	if (shown(e) && (box.right > innerWidth + 1 || box.left < -1))
		faults.push(`${called(e)} leaves the window`);
	if (shown(e) && e.matches("button, .button, h1, h2, td, th, span") &&
	    getComputedStyle(e).display !== "inline" &&
	    e.scrollWidth > e.clientWidth + 1)
		faults.push(`${called(e)} does not fit its box`);
}

// WCAG 2.2, 1.4.3 and 1.4.11: colours, as they come to lie on each other.
function rgba(text) {
	const n = text.match(/[\d.]+/g).map(Number);
	return n.length < 4 ? [...n, 1] : n;
}
function over(top, under) {
	return [0, 1, 2].map(i => top[i] * top[3] + under[i] * (1 - top[3]))
		.concat(1);
}
function paper(e) {
	const layers = [];
	for (; e; e = e.parentElement)
		layers.push(rgba(getComputedStyle(e).backgroundColor));
	const canvas = matchMedia("(prefers-color-scheme: dark)").matches ?
		[18, 18, 18, 1] : [255, 255, 255, 1];
	return layers.reverse().reduce((under, top) => over(top, under),
		canvas);
}
function luminance(c) {
	const [r, g, b] = c.slice(0, 3).map(v => v / 255).map(v =>
		v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a, b) {
	const [light, dark] = [luminance(a), luminance(b)]
		.sort((x, y) => y - x);
	return (light + 0.05) / (dark + 0.05);
}
function readable(e, style, what) {
	const under = paper(e), size = parseFloat(style.fontSize);
	const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
	const got = contrast(over(rgba(style.color), under), under);
	if (got < (large ? 3 : 4.5))
		faults.push(`${what}: contrast ${got.toFixed(2)}`);
}
let words = 0;
for (const e of document.querySelectorAll("body *")) {
	if (!shown(e))
		continue;
	if ([...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) {
		words++;
		readable(e, getComputedStyle(e), called(e));
	}
	for (const where of ["::before", "::after"]) {
		const style = getComputedStyle(e, where);
		if (style.content !== "none" && style.content !== "normal")
			readable(e, style, called(e) + where);
	}
	if (e.matches("input:not([type=hidden]), select, textarea")) {
		const style = getComputedStyle(e);
		readable(e, style, called(e));
		const edge = contrast(rgba(style.borderTopColor),
			paper(e.parentElement));
		if (e.type !== "checkbox" && edge < 3)
			faults.push(`${called(e)}: edge ${edge.toFixed(2)}`);
	}
}
if (words < 3)
	faults.push("there are no words: this test tests nothing");

// 2.5.8: what can be touched has 24 pixels each way; a link within a sentence
// need not.
for (const e of document.querySelectorAll(
    "a, button, input, select, textarea")) {
	const box = e.getBoundingClientRect();
	if (!shown(e) || e.type === "hidden")
		continue;
	const alone = e.parentElement.textContent.trim() ===
		e.textContent.trim() || e.tagName !== "A";
	if (alone && (box.width < 24 || box.height < 24))
		faults.push(`${called(e)}: ${box.width.toFixed(0)} by ` +
			`${box.height.toFixed(0)} px`);
}

// 1.3.1, 2.4.1, 2.4.2, 3.1.1: structure.
const one = css => document.querySelectorAll(css).length === 1;
for (const css of ["h1", "main", "body > header", "body > footer"])
	if (!one(css))
		faults.push(`not one ${css}`);
if (!document.title.trim() || !page.lang || !page.dir)
	faults.push("no title, language or direction");
let level = 0;
for (const h of document.querySelectorAll("h1, h2, h3, h4")) {
	if (+h.tagName[1] > level + 1)
		faults.push(`${called(h)} skips a level`);
	level = +h.tagName[1];
}
for (const t of document.querySelectorAll("table"))
	if (!t.querySelector("thead th[scope=col]"))
		faults.push(`${called(t)} has no heads`);
const ids = [...document.querySelectorAll("[id]")].map(e => e.id);
for (const e of document.querySelectorAll(
    "[aria-describedby], [aria-labelledby]"))
	for (const id of (e.getAttribute("aria-describedby") ||
	    e.getAttribute("aria-labelledby")).split(" "))
		if (!ids.includes(id))
			faults.push(`${called(e)} names ${id}, which is not there`);
if (new Set(ids).size !== ids.length)
	faults.push("an id stands twice");
return faults;
