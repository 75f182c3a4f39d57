package io.pinelink.server.internal.documents;

import io.pinelink.server.internal.schema.DocumentSchema;
import io.pinelink.server.internal.wire.RequestJson;
import io.pinelink.server.internal.wire.RpcException;
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

  /** Returns the projection of a request. */
  static FieldProjection of(DocumentSchema schema, RequestJson body, boolean allByDefault) {
    List<String> names = body.textList("include_fields");
    for (String name : names) {
      if (schema.isUnstored(name)) {
        throw RpcException.invalid(
            "include_fields has '"
                + name
                + "', whose text is not stored: its field was declared with store_text false");
      }
    }
    return names.isEmpty()
        ? new FieldProjection(allByDefault, Set.of())
        : new FieldProjection(names.contains(ALL), new HashSet<>(names));
  }

  boolean includes(String field) {
    return all || names.contains(field);
  }
}
