package io.pinelink.bulk;

import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentUpdate;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.Vector;
import io.pinelink.records.TextRecord;
import java.util.Objects;
import java.util.Optional;

/**
 * A change of one id, for a {@link BulkWriter}: an upsert, an update or a delete.
 *
 * <pre>{@code
 * writer.write(BulkChange.upsert(Vector.of("a", values)).in("en"), offset);
 * writer.write(BulkChange.delete("b"), offset + 1);
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public sealed interface BulkChange permits ChangeOfId {
  /** The kind of a change. A writer sends changes of different kinds in separate calls. */
  enum Kind {
    /** An upsert of a vector. */
    UPSERT_VECTOR,
    /** An upsert of a record, whose text the index embeds. */
    UPSERT_RECORD,
    /** An upsert of a document. */
    UPSERT_DOCUMENT,
    /** An update of a vector by id. */
    UPDATE_VECTOR,
    /** An update of a document. */
    UPDATE_DOCUMENT,
    /** A delete of an id. */
    DELETE;

    /**
     * Returns whether the change determines the state of its id alone, so that earlier changes of
     * the id need not be sent: true for an upsert or delete, false for an update.
     */
    public boolean replacesEarlier() {
      return this != UPDATE_VECTOR && this != UPDATE_DOCUMENT;
    }
  }

  /** Creates an upsert of a vector. */
  static BulkChange upsert(Vector vector) {
    return ChangeOfId.of(
        Kind.UPSERT_VECTOR, Objects.requireNonNull(vector, "vector is null").id(), vector);
  }

  /** Creates an upsert of a record, whose text the index embeds. */
  static BulkChange upsert(TextRecord record) {
    return ChangeOfId.of(
        Kind.UPSERT_RECORD, Objects.requireNonNull(record, "record is null").id(), record);
  }

  /** Creates an upsert of a document. */
  static BulkChange upsert(Document document) {
    return ChangeOfId.of(
        Kind.UPSERT_DOCUMENT, Objects.requireNonNull(document, "document is null").id(), document);
  }

  /**
   * Creates an update of a vector, or of a stored record's metadata. An unknown id changes nothing
   * and is not an error.
   *
   * @throws IllegalArgumentException if the update is by filter instead of by id
   */
  static BulkChange update(UpdateRequest update) {
    Objects.requireNonNull(update, "update is null");
    String id =
        update
            .id()
            .orElseThrow(
                () -> new IllegalArgumentException("update is " + update + ", expected one by id"));
    return ChangeOfId.of(Kind.UPDATE_VECTOR, id, update);
  }

  /** Creates an update of a document. */
  static BulkChange update(DocumentUpdate update) {
    return ChangeOfId.of(
        Kind.UPDATE_DOCUMENT, Objects.requireNonNull(update, "update is null").id(), update);
  }

  /**
   * Creates a delete of a vector, record or document. An unknown id, or a namespace that does not
   * exist, is not an error.
   *
   * @param id 1 to 512 ASCII characters; the writer refuses others
   */
  static BulkChange delete(String id) {
    return ChangeOfId.of(Kind.DELETE, Objects.requireNonNull(id, "id is null"), id);
  }

  /**
   * Returns this change for a namespace; empty for the default one. Without a call, it applies to
   * the namespace of the index object that created the writer.
   *
   * @throws IllegalArgumentException if the name is not a valid namespace
   */
  BulkChange in(String namespace);

  /** Returns the kind of the change. */
  Kind kind();

  /** Returns the id that changes. */
  String id();

  /** Returns what the kind names: the vector, record, document or update; for a delete, the id. */
  Object item();

  /** Returns the namespace given to {@link #in}; empty if there is none. */
  Optional<String> namespace();

  /** Returns the kind and the id, not the content. */
  @Override
  String toString();
}
