// What if: a slider for each numeric setting of the scenarios, and the policies; each change is played at once.

const FACTORS = [1 / 8, 1 / 6, 1 / 5, 1 / 4, 1 / 3, 1 / 2, 2 / 3, 3 / 4, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5, 6, 8];
// Where a run takes longer than this, in milliseconds, sliders wait until they rest.
const SLOW = 120;

class WhatIf {
  constructor(element, engines, replication, show) {
    Object.assign(this, {element, engines, replication, show, took: 0});
    this.controls = controlsOf(engines);
    this.grid = element.querySelector('.controls');
    this.more = element.querySelector('.more');
    this.note = element.querySelector('.note');
    for (const control of this.controls) (control.isMore ? this.more : this.grid).append(this.made(control));
    element.querySelector('details').hidden = this.more.children.length === 0;
    element.querySelector('.reset').addEventListener('click', () => this.reset());
    element.hidden = false;
  }

  /// The element of a control.
  made(control) {
    const label = make('label'), name = make('span', control.name);
    name.className = 'name';
    label.append(name);
    label.dataset.path = control.path;
    control.field = make(control.options ? 'select' : 'input');
    if (control.options) {
      for (const text of control.options) control.field.append(make('option', text));
      control.field.value = control.value;
      control.field.addEventListener('change', () => this.replay());
    } else {
      Object.assign(control.field, {type: 'range', min: 0, max: control.steps.length - 1, step: 1, value: control.start});
      control.text = make('output', control.value);
      control.field.addEventListener('input', () => {
        control.field.setAttribute('aria-valuetext', control.steps[control.field.value].text);
        setText(control.text, control.steps[control.field.value].text);
        this.replaySoon();
      });
    }
    label.append(control.field, ...(control.text ? [control.text] : []));
    label.classList.toggle('is-long', control.value.length > 12 && !control.options);
    return label;
  }

  reset() {
    for (const control of this.controls) control.field.value = control.options ? control.value : control.start;
    this.replay();
  }

  /// Plays at the next frame, or, if that takes long, when the slider rests.
  replaySoon() {
    clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
    if (this.took > SLOW) this.timer = setTimeout(() => this.replay(), 200);
    else this.frame = requestAnimationFrame(() => this.replay());
  }

  /// The settings that are not as they were, for one of the engines.
  settings(index) {
    return this.controls.filter(control => control.engines.includes(index)).flatMap(control => {
      if (control.options) return control.field.value === control.value ? [] : [`${control.path}=${control.field.value}`];
      return Number(control.field.value) === control.start ? [] : [control.steps[control.field.value].setting];
    });
  }

  async replay() {
    const began = performance.now();
    try {
      const answers = this.engines.map((engine, index) => engine.play(this.settings(index), this.replication));
      this.took = performance.now() - began;
      this.tell(answers);
      this.show(answers.map(answer => answer.run));
      setText(this.note, `played in ${rounded(this.took * 1e6)}`);
      this.note.classList.remove('is-wrong');
    } catch (wrong) {
      setText(this.note, wrong.message);
      this.note.classList.add('is-wrong');
      // After a fault in the engine itself nothing in it can be relied on.
      if (wrong instanceof WebAssembly.RuntimeError) await Promise.all(this.engines.map(engine => engine.start()));
    }
  }

  /// Says beside each slider what was played.
  tell(answers) {
    for (const control of this.controls) {
      const setting = answers[control.engines[0]].settings.find(({path}) => path === control.path);
      if (!control.text || !setting) continue;
      setText(control.text, plain(setting.value));
      control.field.setAttribute('aria-valuetext', plain(setting.value));
    }
  }
}

/// One control for what all scenarios say alike, else one for each.
function controlsOf(engines) {
  const controls = [];
  const add = (index, path, value, control) => {
    const known = controls.find(other => other.path === path && other.said === value);
    if (known) known.engines.push(index);
    else if (control) controls.push({...control, path, said: value, engines: [index]});
  };
  engines.forEach(({loaded: {settings, visit, visits}}, index) => {
    for (const setting of settings) add(index, setting.path, setting.value, slider(setting));
    add(index, 'visit', visit, {options: visits, value: visit});
  });
  for (const control of controls) {
    const whose = control.engines.length < engines.length ? ` (${data.runs[control.engines[0]].title})` : '';
    control.name = nameOf(control.path) + whose;
  }
  return controls;
}

/// A slider for a setting; undefined where there is nothing to turn.
function slider({path, kind, value}) {
  parents[path] = value;
  const number = Number(value.replaceAll('_', '')), games = /^Exactly\((\d+)\)$/.exec(value);
  const isZero = /"0(\.0*)?[a-z]+"/.test(value);
  if (kind === 'count' && Number.isInteger(number)) return stepped(path, number, n => `${n}`);
  if (games) return stepped(path, Number(games[1]), n => `Exactly(${n})`);
  if (['distribution', 'duration', 'parameter'].includes(kind) && !isZero && /\d/.test(value)) {
    const isMore = kind === 'parameter' || value.length > 60;
    // What a constant is made of is the constant.
    if (kind === 'parameter' && /^(Constant|Exactly)/.test(parents[parentOf(path)] ?? '')) return undefined;
    const constant = /^Constant\("([^"]*)"\)$/.exec(value)?.[1], time = parsedTime((constant ?? value).replaceAll('"', ''));
    if (time) return timed(path, time, constant ? text => `Constant(${text})` : text => text, isMore);
    const steps = FACTORS.map(factor => ({setting: `${path}*=${Number(factor.toPrecision(4))}`, text: `× ${Number(factor.toPrecision(3))}`}));
    return {steps, start: FACTORS.indexOf(1), value: plain(value), isMore};
  }
  return undefined;
}

// The values of paths that may have parts.
const parents = {};
const parentOf = path => path.replace(/(\.[^.\]]+|\[[^\]]*\])$/, '');

/// A slider for a time of its own: round times on both sides of it.
function timed(path, now, notation, isMore) {
  const times = FACTORS.map(factor => factor === 1 ? now : Math.max(1, Number((now * factor).toPrecision(2))));
  const steps = times.map(time => ({setting: `${path}=${notation(exact(time))}`, text: exact(time)}));
  return {steps, start: FACTORS.indexOf(1), value: exact(now), isMore};
}

/// A slider for whole numbers from 1.
function stepped(path, now, text) {
  const most = Math.max(4 * now, 12), numbers = new Set([now]);
  for (let number = 1; number <= most; number = Math.max(number + 1, Number((number * 1.07).toPrecision(2)))) numbers.add(number);
  const sorted = [...numbers].sort((one, other) => one - other);
  const steps = sorted.map(number => ({setting: `${path}=${text(number)}`, text: WHOLE.format(number)}));
  return {steps, start: sorted.indexOf(now), value: WHOLE.format(now)};
}

/// A value without the notation around it: 60s for Constant("60s").
function plain(value) {
  const inside = /^(?:Constant|Exactly)\("?([^"()]*)"?\)$/.exec(value);
  const text = (inside ? inside[1] : value).replaceAll('"', '').replace(/\s+/g, ' ');
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/// A path as people read it: "hobbyist: think" for opponents.hobbyist.think.
function nameOf(path) {
  const group = /^opponents(?:\.([^.[\]]+)|\["?((?:[^"\\]|\\.)*)"?\])\.(.*)$/.exec(path);
  const text = group ? `${group[1] ?? group[2]}: ${group[3]}` : path.replace(/^master\./, `${data.runs[0].master}: `);
  // Parts are counted from 1, as boards are.
  return text.replaceAll('_', ' ').replace(/\[(\d+)\]\.?/g, (_, part) => ` ${Number(part) + 1} `).trim();
}
