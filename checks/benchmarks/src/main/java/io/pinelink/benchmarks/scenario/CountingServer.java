package io.pinelink.benchmarks.scenario;

import io.pinelink.Pinelink;
import io.pinelink.benchmarks.Measure;
import io.pinelink.benchmarks.bulk.Memory;
import io.pinelink.benchmarks.bulk.Source;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.Metric;
import io.pinelink.model.Vector;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.VectorChecksum;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process of {@code pinelink local --count-only} over TLS, with one index. */
final class CountingServer implements AutoCloseable {
  private static final int HEX = 16;

  private final Jvm process;
  private final String facts;

  /**
   * The vectors of a source or a server, as a count and a checksum.
   *
   * @param checksum the sum of the vectors' {@link VectorChecksum}
   */
  record Content(long vectors, long checksum) {
    /** Reads all of a source, whose ids must be unique. */
    static Content of(String source) {
      long count = 0;
      long checksum = 0;
      for (Iterator<Vector> all = Source.vectors(source); all.hasNext(); count++) {
        checksum += VectorChecksum.of(all.next());
      }
      return new Content(count, checksum);
    }

    @Override
    public String toString() {
      return "%,d ids, checksum %016x".formatted(vectors, checksum);
    }
  }

  private CountingServer(Jvm process, String facts) {
    this.process = process;
    this.facts = facts;
  }

  /**
   * Starts the server.
   *
   * @param scratch the directory for the authority's files
   */
  static CountingServer start(Path scratch) {
    Jvm process =
        Jvm.start(
            List.of("-Xmx512m", "-jar", Settings.value("jar")),
            List.of(
                "local",
                "--count-only",
                "--port=0",
                "--tls-dir=" + scratch,
                "--index=load:" + Source.DIMENSION));
    try {
      return new CountingServer(process, process.line());
    } catch (RuntimeException e) {
      process.close();
      throw e;
    }
  }

  String host() {
    return field(facts, "host");
  }

  /** Creates an index for documents with the fields of {@link Source}, and returns its host. */
  String createDocumentIndex() {
    IndexSchema schema =
        IndexSchema.builder()
            .denseVector(Source.VALUES, Source.DIMENSION, Metric.COSINE)
            .text(Source.TEXT, FullTextSearch.defaults())
            .build();
    try (Pinelink client =
        Pinelink.builder()
            .apiKey(EmbeddedPinecone.API_KEY)
            .tls(TlsOptions.trustOnly(Path.of(authority())))
            .controlPlane(field(facts, "controlPlane"))
            .build()) {
      return client
          .controlPlane()
          .createDocumentIndex(
              CreateDocumentIndexRequest.builder(
                      "documents", schema, IndexSpec.serverless(Cloud.AWS, "us-east-1"))
                  .build())
          .host()
          .orElseThrow();
    }
  }

  String port() {
    String address = field(facts, "publicDataAddress");
    return address.substring(address.lastIndexOf(':') + 1);
  }

  String authority() {
    return field(facts, "ca");
  }

  /** Adds the server's CPU time and peak memory so far. */
  void addTo(Map<Measure, Double> figures) throws IOException {
    Duration cpu =
        ProcessHandle.of(process.pid())
            .flatMap(handle -> handle.info().totalCpuDuration())
            .orElse(Duration.ZERO);
    figures.put(Measure.SERVER_CPU, cpu.toNanos() / 1e9);
    figures.put(Measure.SERVER_RESIDENT, Memory.resident(process.pid()));
  }

  /** Stops the server and returns its content. */
  Content end() {
    process.terminate();
    String counts = process.line();
    return new Content(
        Long.parseLong(field(counts, "distinct")),
        Long.parseUnsignedLong(field(counts, "checksum"), HEX));
  }

  private static String field(String json, String name) {
    Matcher field = Pattern.compile("\"" + name + "\":\"?([^\",}]*)").matcher(json);
    if (!field.find()) {
      throw new IllegalStateException("The server does not report " + name + ": " + json);
    }
    return field.group(1);
  }

  @Override
  public void close() {
    process.close();
  }
}
