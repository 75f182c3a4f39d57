package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.util.Collection;
import java.util.List;

/**
 * A request to fetch vectors by id.
 *
 * @param ids 1 to 1,000 ids
 */
public record FetchRequest(List<String> ids) {
  /** Copies and checks the ids. */
  public FetchRequest {
    ids = Check.ids(ids);
  }

  /** Returns a request for the vectors with these ids. */
  public static FetchRequest ids(String... ids) {
    return new FetchRequest(List.of(ids));
  }

  /** Returns a request for the vectors with these ids. */
  public static FetchRequest ids(Collection<String> ids) {
    return new FetchRequest(List.copyOf(ids));
  }

  /** Returns the number of ids. */
  @Override
  public String toString() {
    return "FetchRequest[" + ids.size() + " ids]";
  }
}
