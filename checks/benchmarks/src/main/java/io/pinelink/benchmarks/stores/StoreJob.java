package io.pinelink.benchmarks.stores;

import java.util.List;
import java.util.stream.IntStream;

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

  /** Returns the ids of a batch. */
  static List<String> ids(int batch) {
    return IntStream.range(0, TEXTS).mapToObj(text -> "batch-" + batch + "-text-" + text).toList();
  }

  /** Returns a text of every batch. */
  static String text(int number) {
    return "This is the text number " + number + " of a batch.";
  }
}
