// The engine: Zeitnot's own, as WebAssembly. A scenario and settings go in as texts, a run comes out as JSON.

/// Unpacks and compiles it.
async function compiledEngine() {
  const packed = bytesOf(document.getElementById('engine').textContent.trim());
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return WebAssembly.compile(await new Response(stream).arrayBuffer());
}

class Engine {
  /// An engine with a scenario loaded.
  static async of(module, scenario) {
    const engine = new Engine();
    Object.assign(engine, {module, scenario});
    await engine.start();
    return engine;
  }

  async start() {
    this.exports = (await WebAssembly.instantiate(this.module)).exports;
    this.loaded = this.ask('load', this.scenario);
  }

  /// Plays a replication (a BigInt) of the scenario with settings, one a line. Throws what is wrong with them.
  play(settings, replication) {
    return this.ask('play', settings.join('\n'), replication, EVENTS_MAX);
  }

  ask(name, text, ...numbers) {
    const {exports} = this, bytes = new TextEncoder().encode(text);
    // The memory may grow, and is another buffer then.
    const at = exports.request(bytes.length);
    new Uint8Array(exports.memory.buffer, at, bytes.length).set(bytes);
    const length = exports[name](...numbers);
    const answer = new Uint8Array(exports.memory.buffer, exports.answer(), length);
    const said = JSON.parse(new TextDecoder().decode(answer));
    if (said.error) throw new Error(said.error);
    return said;
  }
}

// A slider should answer while it is dragged.
const EVENTS_MAX = 2_000_000;
