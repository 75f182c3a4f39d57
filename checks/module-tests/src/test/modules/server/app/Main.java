package app;

import app.notes.Note;
import io.pinelink.Pinelink;
import io.pinelink.TypedDocumentIndex;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.IndexSchema;
import io.pinelink.documents.ScoringClause;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.files.ImportWriter;
import io.pinelink.imports.StartImportRequest;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Uses libraries of the embedded server: Lucene, which it contains, and Parquet on the class path. */
public final class Main {
  private Main() {}

  public static void main(String... args) {
    Path bucket = Path.of(args[0]);
    try (ImportWriter<Vector> writer = ImportWriter.vectors(bucket.resolve("words"))) {
      writer.write("nouns", Vector.of("cat", new float[] {1, 0}));
      writer.write("nouns", Vector.of("dog", new float[] {0, 1}));
    }
    IndexSpec spec = IndexSpec.serverless(Cloud.AWS, "us-east-1");
    try (EmbeddedPinecone server =
            EmbeddedPinecone.builder().bucket("s3://example/", bucket).start();
        Pinelink client =
            server.clientBuilder().routePolicy(RoutePolicy.privateRequired()).build()) {
      client.controlPlane().createIndex(CreateIndexRequest.dense("words", 2, spec));
      var imports = client.index("words").imports();
      String id = imports.start(StartImportRequest.from("s3://example/words/")).id();
      System.out.println(
          "imported " + imports.awaitImport(id, Duration.ofMinutes(1)).recordsImported());

      client
          .controlPlane()
          .createDocumentIndex(
              CreateDocumentIndexRequest.builder("notes", IndexSchema.of(Note.class), spec)
                  .build());
      TypedDocumentIndex<Note> notes = client.documents("notes").as(Note.class);
      notes.upsert(List.of(new Note("1", "Spring tides"), new Note("2", "Neap tides")));
      notes
          .search(SearchDocumentsRequest.by(ScoringClause.queryString("title:sprong~1")))
          .matches()
          .forEach(match -> System.out.println("found " + match.value().title()));
    }
  }
}
