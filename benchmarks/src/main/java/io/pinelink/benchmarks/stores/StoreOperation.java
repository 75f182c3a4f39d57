package io.pinelink.benchmarks.stores;

/** A measured operation, which is repeated, so that what a measurement costs does not count. */
public enum StoreOperation {
  /** Adds batches. */
  ADD("add 1,000 texts", Constants.BATCHES) {
    @Override
    void run(StoreJob job, int batch, int turn) {
      job.add(batch + turn);
    }
  },

  /** Searches one after another. */
  SEARCH("search with a filter", Constants.SEARCHES) {
    @Override
    void run(StoreJob job, int batch, int turn) {
      int found = job.search(batch + turn % Constants.BATCHES, turn);
      if (found != StoreJob.RESULTS) {
        throw new IllegalStateException("A search found " + found);
      }
    }
  },

  /** Deletes batches by a filter. */
  DELETE_BY_FILTER("delete 1,000 by a filter", Constants.BATCHES) {
    @Override
    void run(StoreJob job, int batch, int turn) {
      job.deleteByFilter(batch + turn);
    }
  },

  /** Deletes batches by ids. */
  DELETE_BY_IDS("delete 1,000 by ids", Constants.BATCHES) {
    @Override
    void run(StoreJob job, int batch, int turn) {
      job.deleteByIds(batch + turn);
    }
  };

  private static final class Constants {
    static final int BATCHES = 10;
    static final int SEARCHES = 200;
  }

  private final String title;
  private final int repetitions;

  StoreOperation(String title, int repetitions) {
    this.title = title;
    this.repetitions = repetitions;
  }

  abstract void run(StoreJob job, int batch, int turn);

  /** Runs the operation repeatedly, on batches that only this round has. */
  void runRound(StoreJob job, int round) {
    for (int turn = 0; turn < repetitions; turn++) {
      run(job, round * Constants.BATCHES, turn);
    }
  }

  /** Returns the name in reports. */
  public String title() {
    return title;
  }

  /** Returns how many times a round does it. */
  public int repetitions() {
    return repetitions;
  }
}
