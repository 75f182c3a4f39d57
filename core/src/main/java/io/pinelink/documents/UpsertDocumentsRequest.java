package io.pinelink.documents;

import io.pinelink.internal.validation.Check;
import java.util.Collection;
import java.util.List;

/**
 * A request to upsert 1 to 1,000 documents, of at most 2 MB in all.
 *
 * <p>Immutable, as its documents are.
 *
 * @param documents the documents
 */
public record UpsertDocumentsRequest(List<Document> documents) {
  /**
   * Copies and counts the documents, and checks those that came from a response, which may violate
   * the rules for requests.
   *
   * @throws IllegalArgumentException if there are none or more than 1,000, or one violates a rule
   *     of {@link Document.Builder}
   */
  public UpsertDocumentsRequest {
    documents = documents.stream().map(Document::checked).toList();
    Check.batch("documents", documents.size());
  }

  /** Returns a request to upsert these documents. */
  public static UpsertDocumentsRequest of(Document... documents) {
    return new UpsertDocumentsRequest(Check.copy("documents", documents));
  }

  /** Returns a request to upsert these documents. */
  public static UpsertDocumentsRequest of(Collection<Document> documents) {
    return new UpsertDocumentsRequest(Check.copy("documents", documents));
  }

  /** Creates a request builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder initialized with the values of this request. */
  public Builder toBuilder() {
    return builder().documents(documents);
  }

  /** Returns the number of documents. */
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
     * @throws IllegalArgumentException if there are no documents, or more than 1,000
     */
    public UpsertDocumentsRequest build() {
      return new UpsertDocumentsRequest(documents);
    }
  }
}
