package io.pinelink.springai;

import io.pinelink.model.DeleteRequest;
import io.pinelink.model.Filter;
import io.pinelink.model.IndexStats;
import io.pinelink.model.Metadata;
import io.pinelink.routing.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.document.Document;

/** The index behind a store, in one namespace: of vectors or of documents. */
interface StoreTarget {
  /**
   * Checks a document before it is embedded.
   *
   * @param content its text and metadata
   * @throws IllegalArgumentException if the index cannot store its id or metadata
   */
  void check(Document document, Metadata content);

  /**
   * Writes documents completely, which were checked.
   *
   * @param contents text and metadata of each document
   * @param embeddings the dense values of each document
   * @throws io.pinelink.error.BulkException if not all were accepted; its report names the others
   */
  void write(List<Document> documents, List<Metadata> contents, List<float[]> embeddings);

  void delete(DeleteRequest request);

  /** Returns the nearest documents with their scores, best first. */
  List<Document> search(String query, float[] embedding, int topK, @Nullable Filter filter);

  IndexStats stats();

  Route route();

  /** Returns the name of the field of dense values; null if there is only one. */
  @Nullable String embeddingField();

  /**
   * Returns the client's object for the next call. It must not be kept, since the application may
   * replace the index.
   */
  Object index();
}
