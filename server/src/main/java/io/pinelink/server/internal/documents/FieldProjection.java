package io.pinelink.server.internal.documents;

import io.pinelink.server.internal.wire.RequestJson;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The fields of documents that a response includes.
 *
 * @param all whether it includes all fields
 * @param names the included fields unless all are; a document may lack some
 */
record FieldProjection(boolean all, Set<String> names) {
  private static final String ALL = "*";

  /** Returns the projection of a search, which includes no field by default. */
  static FieldProjection ofSearch(RequestJson body) {
    return of(body, false);
  }

  /** Returns the projection of a fetch, which includes all fields by default. */
  static FieldProjection ofFetch(RequestJson body) {
    return of(body, true);
  }

  private static FieldProjection of(RequestJson body, boolean allByDefault) {
    List<String> names = body.textList("include_fields");
    return names.isEmpty()
        ? new FieldProjection(allByDefault, Set.of())
        : new FieldProjection(names.contains(ALL), new HashSet<>(names));
  }

  boolean includes(String field) {
    return all || names.contains(field);
  }
}
