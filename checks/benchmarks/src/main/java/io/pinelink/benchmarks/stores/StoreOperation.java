package io.pinelink.benchmarks.stores;

/** A measured operation, which is repeated, so that what a measurement costs does not count. */
public enum StoreOperation {
  ADD("add 1,000 texts"),
  SEARCH("search with a filter"),
  DELETE_BY_FILTER("delete 1,000 by a filter"),
  DELETE_BY_IDS("delete 1,000 by ids");

  private static final int BATCHES = 10;
  private static final int SEARCHES = 200;

  private final String title;

  StoreOperation(String title) {
    this.title = title;
  }

  /** Runs the operation repeatedly, on batches that only this round has. */
  void runRound(StoreJob job, int round) {
    int first = round * BATCHES;
    for (int turn = 0; turn < repetitions(); turn++) {
      switch (this) {
        case ADD -> job.add(first + turn);
        case SEARCH -> {
          int found = job.search(first + turn % BATCHES, turn);
          if (found != StoreJob.RESULTS) {
            throw new IllegalStateException("A search found " + found);
          }
        }
        case DELETE_BY_FILTER -> job.deleteByFilter(first + turn);
        case DELETE_BY_IDS -> job.deleteByIds(first + turn);
      }
    }
  }

  /** Returns the name in reports. */
  public String title() {
    return title;
  }

  /** Returns how many times a round does it. */
  public int repetitions() {
    return this == SEARCH ? SEARCHES : BATCHES;
  }
}
