package io.pinelink.console;

import io.pinelink.model.IndexStats;
import io.pinelink.model.Response;
import io.pinelink.routing.Route;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The views of one index of any kind. All of them only read, except the last two. */
interface IndexPages {
  /** The name by which the service and the page call the default namespace. */
  String DEFAULT_NAMESPACE = "__default__";

  /** Returns the route of the next call. */
  Route route();

  /** Returns the counts of vectors or documents by namespace. */
  IndexStats stats();

  /** Returns a page of records in the order of their ids, with previews of their fields. */
  Map<String, @Nullable Object> page(
      String namespace, Optional<String> prefix, Optional<String> token, int limit);

  /** Returns one record with all of its fields and values. */
  Map<String, @Nullable Object> record(String namespace, String id);

  /** Searches, and returns the matches with scores, best first. */
  Map<String, @Nullable Object> search(SearchForm form);

  /**
   * Reads vectors for a picture.
   *
   * @param field the field of dense values; empty for the only one of a vector, or the first one
   * @param max the maximum number of vectors
   */
  VectorSample sample(String namespace, Optional<String> field, int max);

  /** Deletes one record. */
  Response delete(String namespace, String id);

  /** Sets fields of one record, and leaves the others as they are. */
  Response update(String namespace, String id, Map<String, @Nullable Object> fields);
}
