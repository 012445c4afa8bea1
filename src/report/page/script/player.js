// The player: one clock for all halls, and whatever moves it.

const SPEEDS = [[0.25, '¼ ×'], [0.5, '½ ×'], [1, '1 ×'], [2, '2 ×'], [4, '4 ×'], [8, '8 ×'], [16, '16 ×'], [32, '32 ×'], [64, '64 ×']];
// At normal speed the shorter run takes this long, in seconds.
const SHORTER_S = 12;

class Player {
  constructor(halls, timeline) {
    this.time = 0;
    this.isPlaying = false;
    this.speed = 1;
    this.halls = halls;
    this.timeline = timeline;
    for (const [speed, text] of SPEEDS) {
      const option = make('option', text);
      option.value = speed;
      option.selected = speed === 1;
      byId('speed').append(option);
    }
    this.calmly = matchMedia('(prefers-reduced-motion: reduce)');
    this.listen();
  }

  /// Takes note of how long the runs are.
  measure() {
    const ends = this.halls.map(({film}) => film.end);
    this.end = Math.max(...ends);
    this.time = Math.min(this.time, this.end);
    this.normal = Math.min(...ends.filter(end => end > 0), this.end) / SHORTER_S;
    this.grain = grainOf(this.end);
    const element = this.timeline.element;
    element.setAttribute('aria-valuemin', 0);
    element.setAttribute('aria-valuemax', this.end / SECOND);
    this.tellPace();
  }

  listen() {
    byId('play').addEventListener('click', () => this.toggle());
    byId('back').addEventListener('click', () => this.step(-1));
    byId('forward').addEventListener('click', () => this.step(1));
    byId('speed').addEventListener('change', event => this.setSpeed(Number(event.target.value)));
    const element = this.timeline.element;
    const follow = event => this.go(this.timeline.timeAt(event.clientX));
    element.addEventListener('pointerdown', event => {
      if (event.button !== 0) return;
      element.setPointerCapture(event.pointerId);
      element.focus({preventScroll: true});
      follow(event);
    });
    element.addEventListener('pointermove', event => {
      if (element.hasPointerCapture(event.pointerId)) follow(event);
    });
    document.addEventListener('keydown', event => this.key(event));
    window.addEventListener('hashchange', () => this.goToHash());
  }

  key(event) {
    const isField = event.target.matches?.('input, select, textarea');
    if (event.ctrlKey || event.metaKey || event.altKey || isField) return;
    // A button takes the space bar itself.
    if (event.key === ' ' && event.target.matches?.('button, summary')) return;
    const keys = {
      ' ': () => this.toggle(),
      k: () => this.toggle(),
      ArrowLeft: () => event.shiftKey ? this.go(this.time - this.end / 50) : this.step(-1),
      ArrowRight: () => event.shiftKey ? this.go(this.time + this.end / 50) : this.step(1),
      PageUp: () => this.go(this.time + this.end / 10),
      PageDown: () => this.go(this.time - this.end / 10),
      Home: () => this.go(0),
      End: () => this.go(this.end),
      '+': () => this.faster(1),
      '=': () => this.faster(1),
      '-': () => this.faster(-1),
    };
    // Elsewhere these move the page.
    const isForPage = event.key.startsWith('Page') && event.target !== this.timeline.element;
    if (!Object.hasOwn(keys, event.key) || isForPage) return;
    event.preventDefault();
    keys[event.key]();
  }

  toggle() {
    this.isPlaying ? this.pause() : this.play();
  }

  play() {
    if (this.time >= this.end) this.time = 0;
    this.isPlaying = true;
    this.showButton();
    this.before = undefined;
    requestAnimationFrame(now => this.frame(now));
  }

  pause() {
    this.isPlaying = false;
    this.showButton();
  }

  showButton() {
    byId('play').classList.toggle('is-playing', this.isPlaying);
    byId('play').setAttribute('aria-label', this.isPlaying ? 'Pause' : 'Play');
  }

  frame(now) {
    if (!this.isPlaying) return;
    // A page that was hidden goes on where it was.
    const passed = Math.min(now - (this.before ?? now), 250);
    this.before = now;
    this.time = Math.min(this.time + passed / 1000 * this.normal * this.speed, this.end);
    if (this.time >= this.end) this.pause();
    this.draw(this.calmly.matches ? 0 : passed);
    requestAnimationFrame(now => this.frame(now));
  }

  /// To the next event, or the one before, and stays there.
  step(direction) {
    this.pause();
    const next = this.halls.map(({film: {events}}) => {
      const passed = countUpTo(events, this.time);
      const found = direction > 0 ? events[passed] : events[passed - (events[passed - 1] === this.time ? 2 : 1)];
      return found ?? (direction > 0 ? this.end : 0);
    });
    this.go(direction > 0 ? Math.min(...next) : Math.max(...next));
  }

  go(time) {
    this.time = Math.min(Math.max(time, 0), this.end);
    this.draw(0);
  }

  goToHash() {
    const time = parsedTime(decodeURIComponent(location.hash).replace(/^#t=/, ''));
    if (time !== undefined) this.go(time);
  }

  setSpeed(speed) {
    this.speed = speed;
    byId('speed').value = speed;
    this.tellPace();
  }

  faster(by) {
    const at = SPEEDS.findIndex(([speed]) => speed === this.speed) + by;
    if (SPEEDS[at]) this.setSpeed(SPEEDS[at][0]);
  }

  tellPace() {
    setText(byId('pace'), this.end > 0 ? `1 s shows ${rounded(this.normal * this.speed)}` : '');
  }

  draw(passed) {
    for (const hall of this.halls) hall.draw(this.time, passed);
    this.timeline.show(this.time);
    // The end is shown in full.
    const isEnd = this.time >= this.end;
    setText(byId('clock'), isEnd ? rounded(this.end) : clockText(this.time, this.grain));
    const element = this.timeline.element;
    element.setAttribute('aria-valuenow', this.time / SECOND);
    element.setAttribute('aria-valuetext', rounded(this.time));
  }
}
