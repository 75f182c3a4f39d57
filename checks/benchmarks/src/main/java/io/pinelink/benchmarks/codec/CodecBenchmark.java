package io.pinelink.benchmarks.codec;

import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.pinelink.benchmarks.load.Requests;
import io.pinelink.benchmarks.load.Shape;
import io.pinelink.benchmarks.sink.CannedResponses;
import io.pinelink.grpc.codec.IncomingMarshaller;
import io.pinelink.grpc.codec.OutgoingMarshaller;
import io.pinelink.grpc.codec.VectorDecoder;
import io.pinelink.grpc.codec.VectorEncoder;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.internal.routing.Router;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.UpsertRequest;
import io.pinelink.rest.codec.VectorFromJson;
import io.pinelink.rest.codec.VectorToJson;
import io.pinelink.rest.json.ChunkPool;
import io.pinelink.rest.json.Json;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.RequestBuffer;
import io.pinelink.rest.json.ResponseBuffer;
import io.pinelink.routing.RoutePolicy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A benchmark of both transports' codecs without a network: an upsert of 100 vectors with 1,536
 * values and three fields of metadata, and the response of a query with as many.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CodecBenchmark {
  /** The size of the pieces that the network delivers. */
  private static final int PIECE = 16_384;

  private static final OutgoingMarshaller REQUESTS = new OutgoingMarshaller();
  private static final IncomingMarshaller<Function<ResponseInfo, QueryResponse>> QUERY =
      new IncomingMarshaller<>(VectorDecoder::query);
  private static final ChunkPool CHUNKS = new ChunkPool();

  private final UpsertRequest request = Requests.upserts(Shape.USUAL).get(0);
  private final byte[] protobuf =
      response(CannedResponses.large().protobuf().get("VectorService/Query"));
  private final byte[] json = response(CannedResponses.large().json().get("/query"));
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 20);
  private final ResponseInfo info =
      VectorResponses.info(
          null,
          "",
          null,
          null,
          new Router(RoutePolicy.asGiven(), List.of(), new TrustedDomains(List.of()))
              .toHost("localhost:1"),
          Protocol.GRPC,
          1);

  private static byte[] response(byte @Nullable [] bytes) {
    return Objects.requireNonNull(bytes);
  }

  /** Encodes an upsert as protobuf. */
  @Benchmark
  public int encodeProtobuf() throws IOException {
    out.reset();
    return ((Drainable) REQUESTS.stream(VectorEncoder.upsert(request, ""))).drainTo(out);
  }

  /** Decodes the response of a query from protobuf. */
  @Benchmark
  public Object decodeProtobuf() {
    return QUERY.parse(new Known(protobuf)).apply(info);
  }

  /** Encodes an upsert as JSON. */
  @Benchmark
  public long encodeJson() throws IOException {
    RequestBuffer body = Json.write(VectorToJson.upsert(request, ""), CHUNKS);
    long length = body.length();
    body.release();
    return length;
  }

  /** Decodes the response of a query from JSON, which arrives in pieces. */
  @Benchmark
  public Object decodeJson() throws IOException {
    ResponseBuffer body = new ResponseBuffer(CHUNKS, Integer.MAX_VALUE);
    for (int at = 0; at < json.length; at += PIECE) {
      body.append(ByteBuffer.wrap(json, at, Math.min(PIECE, json.length - at)));
    }
    try (JsonReader reader = Json.reader(body, () -> false)) {
      return VectorFromJson.query(reader, info);
    } finally {
      body.release();
    }
  }

  /** A message of known length, like those that gRPC passes to the codec. */
  private static final class Known extends ByteArrayInputStream implements KnownLength {
    Known(byte[] bytes) {
      super(bytes);
    }
  }
}
