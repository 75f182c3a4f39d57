package io.pinelink.contract;

import static io.pinelink.contract.ColumnRows.values;
import static io.pinelink.contract.Property.ROUND_TRIP;
import static io.pinelink.spi.DocumentOperations.FETCH_DOCUMENTS;
import static io.pinelink.spi.DocumentOperations.SEARCH_DOCUMENTS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentMatch;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.FetchDocumentsResponse;
import io.pinelink.documents.ScoringClause;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.documents.SearchDocumentsResponse;
import io.pinelink.model.DenseColumns;
import io.pinelink.model.Filter;
import io.pinelink.model.VectorBuffer;
import java.util.List;

/** The rows of reads of documents whose dense values share one array. */
final class DocumentColumnRows {
  private static final String EMBEDDING = DocumentRows.EMBEDDING;
  private static final Filter ET = Filter.eq("lang", "et");

  private DocumentColumnRows() {}

  static Section section() {
    Section section = new Section();
    documents(section);
    return section;
  }

  private static IndexCalls filledWithDocuments(Calls calls) {
    IndexCalls index = DocumentRows.index(calls);
    DocumentRows.put(
        index,
        Document.builder("a").put(EMBEDDING, new float[] {1, 0}).put("lang", "et").build(),
        Document.builder("b").put(EMBEDDING, new float[] {0.5f, 2}).put("lang", "et").build(),
        Document.builder("c").put(DocumentRows.BODY, "no values").put("lang", "et").build());
    return index;
  }

  private static void documents(Section section) {
    section.row(
        SEARCH_DOCUMENTS,
        ROUND_TRIP,
        "a field of matches read into a buffer equals the field of any search, and has its columns",
        calls -> {
          IndexCalls index = filledWithDocuments(calls);
          SearchDocumentsRequest plain =
              SearchDocumentsRequest.by(ScoringClause.dense(EMBEDDING, 1, 0));
          List<DocumentMatch> expected = index.call(SEARCH_DOCUMENTS, plain).matches();
          SearchDocumentsResponse found =
              index.call(
                  SEARCH_DOCUMENTS,
                  plain.toBuilder().valuesInto(EMBEDDING, VectorBuffer.allocate(0)).build());
          DenseColumns columns = found.columns().orElseThrow();

          assertEquals(expected, found.matches());
          assertEquals(List.of("a", "b"), columns.ids());
          assertArrayEquals(new float[] {1, 0}, values(columns, 0));
          assertArrayEquals(new float[] {0.5f, 2}, values(columns, 1));
          assertEquals(expected.get(1).score().orElseThrow(), columns.score(1));
        });
    section.row(
        FETCH_DOCUMENTS,
        ROUND_TRIP,
        "a field of documents read into a buffer equals the field of any fetch, and the array is"
            + " used again",
        calls -> {
          IndexCalls index = filledWithDocuments(calls);
          FetchDocumentsRequest plain = FetchDocumentsRequest.matching(ET);
          FetchDocumentsRequest request =
              plain.toBuilder().valuesInto(EMBEDDING, VectorBuffer.allocate(4)).build();
          FetchDocumentsResponse fetched = index.call(FETCH_DOCUMENTS, request);
          DenseColumns columns = fetched.columns().orElseThrow();
          float[] array = columns.values();

          assertEquals(index.call(FETCH_DOCUMENTS, plain).items(), fetched.items());
          assertEquals(fetched.items().stream().map(Document::id).toList(), columns.ids());
          assertArrayEquals(new float[] {0.5f, 2}, values(columns, columns.ids().indexOf("b")));
          assertEquals(0, columns.length(columns.ids().indexOf("c")));
          columns.release();
          assertSame(array, index.call(FETCH_DOCUMENTS, request).columns().orElseThrow().values());
        });
  }
}
