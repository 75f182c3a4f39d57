package io.pinelink.examples;

import io.pinelink.Imports;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.imports.ImportDescription;
import io.pinelink.imports.StartImportRequest;
import io.pinelink.model.QueryRequest;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.testing.EmbeddedPinecone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * Bulk import: the service reads Parquet files from object storage by itself, for data too large to
 * send.
 *
 * <p>A folder of this machine stands for the bucket. With the real service the files are in {@code
 * s3://}, {@code gs://} or Azure Blob Storage, and {@code StartImportRequest.integrationId} names
 * the storage integration that lets it read them.
 */
public final class ImportVectors {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message vector {
            required binary id (UTF8);
            required group values (LIST) { repeated group list { required float element; } }
            optional binary metadata (UTF8);
          }""");

  public static void main(String... args) throws IOException {
    Embedder embedder = new Embedder();
    List<Entry> entries = Dictionary.mostUsedNouns(600);
    Path bucket = Files.createTempDirectory("pinelink-bucket-");
    // One directory a namespace, with any number of files in it.
    write(bucket.resolve("dictionary/animals/0.parquet"), entries, "noun.animal", embedder);
    write(bucket.resolve("dictionary/plants/0.parquet"), entries, "noun.plant", embedder);

    try (EmbeddedPinecone server =
            EmbeddedPinecone.builder()
                .bucket("s3://pinelink-example/", bucket)
                .importTime(Duration.ofSeconds(1))
                .start();
        Pinelink client = server.clientBuilder().routing(RoutePolicy.privateRequired()).build()) {
      IndexSpec spec = IndexSpec.serverless("aws", "us-east-1");
      client
          .controlPlane()
          .createIndex(CreateIndexRequest.dense("words", Embedder.DIMENSION, spec).build());
      Index words = client.index("words");

      Imports imports = words.imports();
      String id =
          imports.start(StartImportRequest.from("s3://pinelink-example/dictionary/").build()).id();
      System.out.println("import " + id + " is " + imports.describe(id).status());
      ImportDescription done = imports.waitFor(id, Duration.ofMinutes(1));
      System.out.println(
          "import " + id + " is " + done.status() + ": " + done.recordsImported() + " records");

      System.out.println("namespaces: " + new TreeMap<>(words.describeStats().namespaces()));
      QueryRequest feline =
          QueryRequest.nearest(embedder.embed("a small domesticated feline"))
              .topK(1)
              .includeMetadata()
              .build();
      words.namespace("animals").query(feline).matches().stream()
          .map(match -> match.metadata().toJson())
          .forEach(System.out::println);
    }
  }

  private static void write(Path file, List<Entry> entries, String lexicalFile, Embedder embedder)
      throws IOException {
    Files.createDirectories(file.getParent());
    file.toFile().deleteOnExit();
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withType(SCHEMA)
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .build()) {
      for (Entry entry : entries) {
        if (entry.lexicalFile().equals(lexicalFile)) {
          writer.write(row(entry, embedder.embed(entry.gloss())));
        }
      }
    }
    System.out.println("wrote " + file + ", " + Files.size(file) + " bytes");
  }

  private static Group row(Entry entry, float[] values) {
    Group row = new SimpleGroup(SCHEMA);
    row.append("id", entry.id());
    Group list = row.addGroup("values");
    for (float value : values) {
      list.addGroup("list").append("element", value);
    }
    row.append("metadata", entry.metadata().toJson());
    return row;
  }
}
