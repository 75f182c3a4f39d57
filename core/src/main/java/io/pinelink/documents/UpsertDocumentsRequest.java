package io.pinelink.documents;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Built;
import java.util.Collection;
import java.util.List;

/**
 * A request to upsert 1 to 1,000 documents, of at most 2 MB in all.
 *
 * <p>Immutable, as its documents are.
 */
public final class UpsertDocumentsRequest extends Built<UpsertDocumentsRequest.Builder> {
  private UpsertDocumentsRequest(Builder builder) {
    super(builder);
  }

  /** Returns a request to upsert these documents. */
  public static UpsertDocumentsRequest of(Document... documents) {
    return builder().documents(documents).build();
  }

  /** Returns a request to upsert these documents. */
  public static UpsertDocumentsRequest of(Collection<Document> documents) {
    return builder().documents(documents).build();
  }

  /** Creates a request builder. */
  public static Builder builder() {
    return new Builder();
  }

  public List<Document> documents() {
    return settings.documents;
  }

  /** Returns the number of documents, not the documents. */
  @Override
  public String toString() {
    return "UpsertDocumentsRequest[" + settings.documents.size() + "]";
  }

  /** Builds an {@link UpsertDocumentsRequest}. */
  public static final class Builder extends Settings {
    private List<Document> documents = List.of();

    private Builder() {}

    /** Sets the documents, 1 to 1,000 of them. */
    public Builder documents(Document... documents) {
      this.documents = Check.copy("documents", documents);
      return this;
    }

    /** Sets the documents, 1 to 1,000 of them. */
    public Builder documents(Collection<Document> documents) {
      this.documents = Check.copy("documents", documents);
      return this;
    }

    /**
     * Builds the request.
     *
     * @throws IllegalArgumentException if there are no documents or more than 1,000, or one that
     *     came from a response violates a rule of {@link Document.Builder}
     */
    public UpsertDocumentsRequest build() {
      Check.batch("documents", documents.size());
      this.documents = documents.stream().map(Document::checked).toList();
      return new UpsertDocumentsRequest(this);
    }

    @Override
    protected List<?> parts() {
      return List.of(documents);
    }
  }
}
