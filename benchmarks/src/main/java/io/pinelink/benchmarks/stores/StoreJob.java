package io.pinelink.benchmarks.stores;

/** The use that an application makes of a framework's vector store. */
interface StoreJob {
  /** The number of texts in a batch. */
  int TEXTS = 1_000;

  /** The dimension of the embeddings, as in small local models. */
  int DIMENSION = 384;

  /** The number of results of a search. */
  int RESULTS = 10;

  /** The metadata key of the number of the batch, which searches and deletions filter by. */
  String BATCH = "batch";

  /** Adds a batch of texts with metadata, whose embeddings are ready. */
  void add(int batch);

  /** Searches a batch for the texts nearest to one of its embeddings, and returns their number. */
  int search(int batch, int turn);

  /**
   * Deletes a batch by a filter.
   *
   * @throws UnsupportedOperationException if the store cannot do that
   */
  void deleteByFilter(int batch);

  /** Deletes a batch by the ids of its texts. */
  void deleteByIds(int batch);

  /** Returns the id of a text. */
  static String id(int batch, int text) {
    return "batch-" + batch + "-text-" + text;
  }
}
