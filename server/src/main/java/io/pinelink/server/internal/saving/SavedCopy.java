package io.pinelink.server.internal.saving;

import io.pinelink.server.internal.store.StoredVector;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A copy of the contents of an index, by namespace. Copies with the same id are equal. */
public record SavedCopy(UUID id, Map<String, List<StoredVector>> contents) {
  public long records() {
    return contents.values().stream().mapToLong(Collection::size).sum();
  }

  /** Returns the sum of the {@linkplain StoredVector#bytes sizes} of the records. */
  public long bytes() {
    return contents.values().stream()
        .flatMap(Collection::stream)
        .mapToLong(StoredVector::bytes)
        .sum();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SavedCopy that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}
