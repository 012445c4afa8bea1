// Samples: counts at some instants, for runs with too many boards or spans to show each.

class Samples {
  constructor(run) {
    const {boards, masters, moves} = run.film.samples;
    Object.assign(this, {sampled: boards, sampledMasters: masters, sampledMoves: moves, end: Number(run.end_ns)});
    this.total = moves[moves.length - 1];
    this.boards = this.masters = null;
  }

  get intervals() {
    return this.sampled.length - 1;
  }

  /// What was counted at the last sample that is not later.
  counts(time) {
    const last = this.end > 0 ? Math.floor(Math.min(time / this.end, 1) * this.intervals + 1e-9) : this.intervals;
    return {boards: this.sampled[last], masters: this.sampledMasters[last], moves: this.sampledMoves[last]};
  }

  /// The fills of all states that were counted.
  get fills() {
    const of = (samples, fills) => fills.filter((_, state) => samples.some(counts => counts[state] > 0));
    return new Set([...of(this.sampledMasters, MASTER_FILLS), ...of(this.sampled, BOARD_FILLS)]);
  }

  /// When samples were taken.
  get events() {
    return this.found ??= eventsOf([this.sampled.map((_, i) => Math.floor(this.end * i / this.intervals))]);
  }
}

/// What is known of a run: its film, or samples of it.
function filmOf(run) {
  return run.film.spans ? new Film(run) : new Samples(run);
}
