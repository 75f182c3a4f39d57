package io.pinelink.documents;

import io.pinelink.internal.validation.Check;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request to upsert 1 to 1,000 documents, of at most 2 MB in all.
 *
 * <p>Immutable, as its documents are.
 */
public final class UpsertDocumentsRequest {
  private final List<Document> documents;

  private UpsertDocumentsRequest(List<Document> documents) {
    Check.batch("documents", documents.size());
    this.documents = documents.stream().map(Document::checked).toList();
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
    return documents;
  }

  public Builder toBuilder() {
    return builder().documents(documents);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof UpsertDocumentsRequest that && that.documents.equals(documents);
  }

  @Override
  public int hashCode() {
    return documents.hashCode();
  }

  /** Returns the number of documents, not the documents. */
  @Override
  public String toString() {
    return "UpsertDocumentsRequest[" + documents.size() + "]";
  }

  /** Builds an {@link UpsertDocumentsRequest}. */
  public static final class Builder {
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
      return new UpsertDocumentsRequest(documents);
    }
  }
}
