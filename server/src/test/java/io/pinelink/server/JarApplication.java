package io.pinelink.server;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.documents.Document;
import io.pinelink.documents.ScoringClause;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import java.net.URL;
import java.util.List;

/** An application that {@link ServerJarIT} runs in a class loader of its own. */
final class JarApplication {
  private static final IndexSpec SPEC = IndexSpec.serverless(Cloud.AWS, "us-east-1");

  private static final List<String> LANGUAGES =
      List.of(
          "ar", "da", "de", "el", "en", "es", "fi", "fr", "hu", "it", "nl", "no", "pt", "ro", "ru",
          "sv", "ta", "tr");

  private JarApplication() {}

  /** Searches vectors, and texts in every language, and returns the jar of the server. */
  static URL run() {
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink client = server.clientBuilder().build()) {
      searchVectors(client);
      searchTexts(client);
    }
    return EmbeddedPinecone.class.getProtectionDomain().getCodeSource().getLocation();
  }

  private static void searchVectors(Pinelink client) {
    client.controlPlane().createIndex(CreateIndexRequest.dense("vectors", 2, SPEC));
    Index index = client.index("vectors");
    index.upsert(List.of(Vector.of("a", new float[] {1, 0}), Vector.of("b", new float[] {0, 1})));

    String nearest =
        index.query(QueryRequest.builder().vector(1, 0).topK(1).build()).matches().get(0).id();

    if (!nearest.equals("a")) {
      throw new AssertionError(nearest);
    }
  }

  private static void searchTexts(Pinelink client) {
    IndexSchema.Builder schema = IndexSchema.builder();
    Document.Builder document = Document.builder("a");
    for (String language : LANGUAGES) {
      schema.text(language, FullTextSearch.defaults().withLanguage(language).withStemming());
      document.put(language, "tides");
    }
    client
        .controlPlane()
        .createDocumentIndex(
            CreateDocumentIndexRequest.builder("texts", schema.build(), SPEC).build());
    DocumentIndex index = client.documents("texts");
    index.upsert(List.of(document.build()));
    for (String language : LANGUAGES) {
      int found =
          index
              .search(SearchDocumentsRequest.by(ScoringClause.text("tides", language)))
              .matches()
              .size();

      if (found != 1) {
        throw new AssertionError(language + ": " + found);
      }
    }
  }
}
