package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A request to fetch vectors by id.
 *
 * @param ids 1 to 1,000 ids
 * @param valuesInto the buffer that the dense values are read into; empty if there is none
 */
public record FetchRequest(List<String> ids, Optional<VectorBuffer> valuesInto) {
  /** Copies and checks the ids. */
  public FetchRequest {
    Objects.requireNonNull(valuesInto, "valuesInto");
    ids = Check.ids(ids);
  }

  /** Creates a request for the vectors with these ids, each with an array of its own. */
  public FetchRequest(List<String> ids) {
    this(ids, Optional.empty());
  }

  /** Returns a request for the vectors with these ids. */
  public static FetchRequest ids(String... ids) {
    return new FetchRequest(Check.copy("ids", ids));
  }

  /** Returns a request for the vectors with these ids. */
  public static FetchRequest ids(Collection<String> ids) {
    return new FetchRequest(Check.copy("ids", ids));
  }

  /**
   * Returns a copy whose response has its dense values in the array of a buffer: see {@link
   * FetchResponse#columns()}.
   */
  public FetchRequest withValuesInto(VectorBuffer buffer) {
    Objects.requireNonNull(buffer, "buffer");
    return new FetchRequest(ids, Optional.of(buffer));
  }

  /** Returns the number of ids. */
  @Override
  public String toString() {
    return "FetchRequest[" + ids.size() + " ids]";
  }
}
