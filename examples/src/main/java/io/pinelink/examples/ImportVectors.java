package io.pinelink.examples;

import io.pinelink.Imports;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.files.ImportWriter;
import io.pinelink.imports.ImportDescription;
import io.pinelink.imports.StartImportRequest;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Bulk import, for data too large to send: vectors are written to Parquet files, which the service
 * reads from object storage.
 *
 * <p>A local folder replaces the bucket here. For the real service, copy the files to {@code
 * s3://}, {@code gs://} or Azure Blob Storage, and set {@code StartImportRequest.integrationId} to
 * the storage integration that can read them.
 */
public final class ImportVectors {
  public static void main(String... args) throws IOException {
    Path bucket = Files.createTempDirectory("pinelink-bucket-");
    Embedder embedder = new Embedder();
    write(bucket.resolve("dictionary"), embedder);
    deleteOnExit(bucket);

    try (EmbeddedPinecone server =
            EmbeddedPinecone.builder()
                .bucket("s3://pinelink-example/", bucket)
                .importTime(Duration.ofSeconds(1))
                .start();
        Pinelink client =
            server.clientBuilder().routePolicy(RoutePolicy.privateRequired()).build()) {
      IndexSpec spec = IndexSpec.serverless(Cloud.AWS, "us-east-1");
      client
          .controlPlane()
          .createIndex(CreateIndexRequest.dense("words", Embedder.DIMENSION, spec));
      Index words = client.index("words");

      Imports imports = words.imports();
      String id = imports.start(StartImportRequest.from("s3://pinelink-example/dictionary/")).id();
      System.out.println("import " + id + " is " + imports.describe(id).status());
      ImportDescription done = imports.awaitImport(id, Duration.ofMinutes(1));
      System.out.println(
          "import " + id + " is " + done.status() + ": " + done.recordsImported() + " records");

      System.out.println("namespaces: " + new TreeMap<>(words.describeIndexStats().namespaces()));
      QueryRequest feline =
          QueryRequest.builder()
              .vector(embedder.embed("a small domesticated feline"))
              .topK(1)
              .includeMetadata()
              .build();
      words.namespace("animals").query(feline).matches().stream()
          .map(match -> match.metadata().toJson())
          .forEach(System.out::println);
    }
  }

  /** Writes one folder per namespace, with as many files as the vectors need. */
  private static void write(Path folder, Embedder embedder) throws IOException {
    List<Entry> entries = Dictionary.mostUsedNouns(600);
    ImportWriter<Vector> writer = ImportWriter.vectors(folder);
    try (writer) {
      writer.writeAll("animals", vectors(entries, "noun.animal", embedder));
      writer.writeAll("plants", vectors(entries, "noun.plant", embedder));
    }
    writer
        .written()
        .namespaces()
        .forEach((namespace, count) -> System.out.println("wrote " + namespace + ": " + count));
  }

  /** Returns vectors that are created as they are written, so only one is in memory. */
  private static Stream<Vector> vectors(
      List<Entry> entries, String lexicalFile, Embedder embedder) {
    return entries.stream()
        .filter(entry -> entry.lexicalFile().equals(lexicalFile))
        .map(entry -> entry.vector(embedder));
  }

  private static void deleteOnExit(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      // Paths are deleted in reverse order of registration.
      all.forEach(path -> path.toFile().deleteOnExit());
    }
  }
}
