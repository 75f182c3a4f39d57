package io.pinelink.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pinelink.benchmarks.codec.RestCodec;
import io.pinelink.documents.Document;
import io.pinelink.documents.UpsertDocumentsRequest;
import io.pinelink.internal.routing.Router;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.Metadata;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.response.VectorResponses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * A benchmark of documents against vectors in JSON, without a network: 100 of each, with the same
 * 1,536 values and the same three fields.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
@SuppressWarnings("NullAway.Init") // prepare() runs first.
public class DocumentCodecBenchmark {
  private static final int COUNT = 100;
  private static final int DIMENSION = 1_536;

  private final JsonFactory jackson = new JsonFactory();
  private final List<float[]> values = new ArrayList<>();
  private ResponseInfo info;
  private UpsertRequest vectors;
  private UpsertDocumentsRequest documents;
  private byte[] vectorMatches;
  private byte[] documentMatches;

  /** Creates the requests, and responses with the same content. */
  @Setup
  public void prepare() throws IOException {
    Embeddings embeddings = new Embeddings(1);
    List<Vector> eachVector = new ArrayList<>();
    List<Document> eachDocument = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      float[] next = embeddings.next(DIMENSION);
      values.add(next);
      Metadata fields =
          Metadata.builder().put("title", title(i)).put("year", 2_000 + i).put("new", true).build();
      eachVector.add(Vector.of(id(i), next, fields));
      eachDocument.add(
          Document.builder(id(i))
              .put("embedding", next)
              .put("title", title(i))
              .put("year", 2_000 + i)
              .put("new", true)
              .build());
    }
    vectors = new UpsertRequest(eachVector);
    documents = new UpsertDocumentsRequest(eachDocument);
    vectorMatches = matches(true);
    documentMatches = matches(false);
    info =
        VectorResponses.info(
            null,
            "",
            null,
            null,
            new Router(RoutePolicy.asGiven(), List.of(), new TrustedDomains(List.of()))
                .toHost("localhost:1"),
            Protocol.REST,
            1);
  }

  private static String id(int i) {
    return "document-" + i;
  }

  private static String title(int i) {
    return "The title of document " + i;
  }

  private byte[] matches(boolean ofVectors) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = jackson.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeArrayFieldStart("matches");
      for (int i = 0; i < COUNT; i++) {
        json.writeStartObject();
        json.writeStringField(ofVectors ? "id" : "_id", id(i));
        json.writeNumberField(ofVectors ? "score" : "_score", 0.5f);
        json.writeArrayFieldStart(ofVectors ? "values" : "embedding");
        for (float value : values.get(i)) {
          json.writeNumber(value);
        }
        json.writeEndArray();
        if (ofVectors) {
          json.writeObjectFieldStart("metadata");
        }
        json.writeStringField("title", title(i));
        json.writeNumberField("year", 2_000 + i);
        json.writeBooleanField("new", true);
        if (ofVectors) {
          json.writeEndObject();
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /** Encodes an upsert of vectors. */
  @Benchmark
  public long encodeVectors() throws IOException {
    return RestCodec.write(vectors);
  }

  /** Encodes an upsert of documents. */
  @Benchmark
  public long encodeDocuments() throws IOException {
    return RestCodec.write(documents);
  }

  /** Decodes the response of a query. */
  @Benchmark
  public Object decodeVectors() throws IOException {
    return RestCodec.query(vectorMatches, info);
  }

  /** Decodes the response of a search. */
  @Benchmark
  public Object decodeDocuments() throws IOException {
    return RestCodec.search(documentMatches, info);
  }

  /** Runs the benchmark. */
  public static void main(String... args) throws RunnerException {
    new Runner(
            new OptionsBuilder()
                .include(DocumentCodecBenchmark.class.getSimpleName())
                .addProfiler(GCProfiler.class)
                .build())
        .run();
  }
}
