package io.pinelink.documents;

import io.pinelink.model.DenseValues;
import io.pinelink.model.SparseValues;
import java.util.Collection;

/**
 * A builder that sets fields: of a document, or of an update. Its methods are not final, so that
 * the public builders have them for reflection, too.
 */
abstract sealed class DocumentBuilder<B extends DocumentBuilder<B>>
    permits Document.Builder, DocumentUpdate.Builder {
  final DocumentFields.Builder fields = DocumentFields.builder();

  /** Sets a field to a string. */
  public B put(String name, String value) {
    fields.put(name, value);
    return self();
  }

  /** Sets a field to a finite number. */
  public B put(String name, double value) {
    fields.put(name, value);
    return self();
  }

  /** Sets a field to a whole number that a 64-bit float represents exactly: from -2^53 to 2^53. */
  public B put(String name, long value) {
    fields.put(name, value);
    return self();
  }

  /** Sets a field to a boolean. */
  public B put(String name, boolean value) {
    fields.put(name, value);
    return self();
  }

  /** Sets a field to a list of strings, which may be empty. */
  public B put(String name, Collection<String> values) {
    fields.put(name, values);
    return self();
  }

  /** Sets a field to dense values: 1 to 20,000 finite floats, copied once, here. */
  public B put(String name, float[] values) {
    fields.put(name, values);
    return self();
  }

  /** Sets a field to dense values. */
  public B put(String name, DenseValues values) {
    fields.put(name, values);
    return self();
  }

  /** Sets a field to sparse values. */
  public B put(String name, SparseValues values) {
    fields.put(name, values);
    return self();
  }

  @SuppressWarnings("unchecked") // B is the type of this builder
  private B self() {
    return (B) this;
  }
}
