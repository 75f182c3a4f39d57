package io.pinelink.testsupport.load;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** One namespace, as a caller uses it. Writes return the number of attempts that they took. */
public interface Store {
  /** A result of a search, with the content if the search returns it all. */
  record Hit(String id, double score, Content content) {}

  int upsert(Map<String, Content> contents);

  /** Writes new ids with a bulk operation, and returns those whose success was not confirmed. */
  Set<String> bulkUpsert(Map<String, Content> contents, Duration timeout);

  /** Replaces the content of one id. */
  int update(String id, Content content);

  int delete(Collection<String> ids);

  int deleteGroup(String group);

  Map<String, Content> fetch(Collection<String> ids);

  Map<String, Content> fetchGroup(String group);

  /** Searches with the values of a content, best match first. */
  List<Hit> search(Content query, int topK);

  /** Returns the score that a search must give; empty if only the server knows it. */
  OptionalDouble score(Content query, Content stored);

  Set<String> list(String prefix);

  long count();

  /** Deletes the namespace, which is not used again. */
  void drop();
}
