package io.pinelink.server.internal.documents;

import io.pinelink.server.internal.store.SparsePart;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields that a request sets in a document, and those that it removes.
 *
 * @param values the values of the dense field, not copied; null if it is not set
 * @param sparse the values of the sparse field; null if it is not set
 * @param fields all other fields that are set
 * @param removed the removed fields
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record DocumentPatch(
    float @Nullable [] values,
    @Nullable SparsePart sparse,
    Map<String, Object> fields,
    Set<String> removed) {
  /** Returns a patch that removes more fields. */
  DocumentPatch removing(Set<String> names) {
    Set<String> all = new HashSet<>(removed);
    all.addAll(names);
    return new DocumentPatch(values, sparse, fields, Set.copyOf(all));
  }

  boolean isEmpty() {
    return values == null && sparse == null && fields.isEmpty() && removed.isEmpty();
  }
}
