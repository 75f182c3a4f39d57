package io.pinelink.documents;

import io.pinelink.internal.validation.Check;
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

  /** Returns the number of documents. */
  @Override
  public String toString() {
    return "UpsertDocumentsRequest[" + documents.size() + "]";
  }
}
