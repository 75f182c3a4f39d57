package io.pinelink.documents;

import io.pinelink.internal.validation.Check;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/**
 * A change of one document: fields to set and fields to remove. Other fields stay.
 *
 * <pre>{@code
 * DocumentUpdate.builder("a-1").put("year", 2027).remove("draft").build()
 * }</pre>
 *
 * <p>Immutable and thread-safe. Source: updateDocuments, API version 2026-07.
 *
 * @param id the id of the document; an unknown one is accepted and has no effect
 * @param set the fields to set
 * @param removed the names of the fields to remove, in order
 */
public record DocumentUpdate(String id, DocumentFields set, Set<String> removed) {
  /**
   * Checks the change.
   *
   * @throws IllegalArgumentException if the id is invalid, nothing changes, or a field is both set
   *     and removed
   */
  public DocumentUpdate {
    Objects.requireNonNull(removed, "removed is null");
    Check.id("document id", id);
    set = set.checked();
    removed = checkedRemoved("update of '" + id + "'", set, removed);
  }

  /** Creates a builder for an update. */
  public static Builder builder(String id) {
    return new Builder(id);
  }

  /** Returns a copy of the names after checking that something changes, and nothing twice. */
  static Set<String> checkedRemoved(String what, DocumentFields set, Collection<String> removed) {
    Set<String> copy = Collections.unmodifiableSet(new LinkedHashSet<>(removed));
    if (set.isEmpty() && copy.isEmpty()) {
      throw new IllegalArgumentException(
          what + " changes nothing, expected a field to set or to remove");
    }
    for (String name : copy) {
      if (set.names().contains(DocumentFields.checkedName(name))) {
        throw new IllegalArgumentException(
            what + " both sets and removes the field '" + name + "', expected one of these");
      }
    }
    return copy;
  }

  /** Returns the id and the number of changes, not their content. */
  @Override
  public String toString() {
    return "DocumentUpdate[%s, %s set, %s removed]"
        .formatted(id, set.names().size(), removed.size());
  }

  /** Builds a {@link DocumentUpdate}; setting a field again replaces its value. */
  public static final class Builder extends DocumentBuilder<Builder> {
    private final String id;
    private final Set<String> removed = new LinkedHashSet<>();

    private Builder(String id) {
      this.id = Check.id("document id", id);
    }

    /** Removes fields. The service refuses to remove a field that its schema requires. */
    public Builder remove(String... names) {
      removed.addAll(Check.copy("names", names));
      return this;
    }

    /** Builds the update. */
    public DocumentUpdate build() {
      return new DocumentUpdate(id, fields.build(), removed);
    }
  }
}
