package io.pinelink.benchmarks.codec;

import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.pinelink.grpc.codec.IncomingMarshaller;
import io.pinelink.grpc.codec.OutgoingMarshaller;
import io.pinelink.grpc.codec.VectorDecoder;
import io.pinelink.grpc.codec.VectorEncoder;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.UpsertRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Function;

/** Access for benchmarks to the gRPC transport's codec. */
public final class GrpcCodec {
  private static final OutgoingMarshaller REQUESTS = new OutgoingMarshaller();
  private static final IncomingMarshaller<Function<ResponseInfo, FetchResponse>> FETCH =
      new IncomingMarshaller<>(VectorDecoder::fetch);
  private static final IncomingMarshaller<Function<ResponseInfo, QueryResponse>> QUERY =
      new IncomingMarshaller<>(VectorDecoder::query);

  private GrpcCodec() {}

  /** Writes an upsert as gRPC does, and returns its length. */
  public static int write(UpsertRequest request, OutputStream out) throws IOException {
    return drain(REQUESTS.stream(VectorEncoder.upsert(request, "")), out);
  }

  /** Writes a query as gRPC does, and returns its length. */
  public static int write(QueryRequest request, OutputStream out) throws IOException {
    return drain(REQUESTS.stream(VectorEncoder.query(request, "")), out);
  }

  private static int drain(InputStream stream, OutputStream out) throws IOException {
    int announced = stream.available();
    int written = ((Drainable) stream).drainTo(out);
    if (written != announced) {
      throw new IllegalStateException(announced + " bytes were announced, " + written + " came");
    }
    return written;
  }

  /** Decodes the response of a fetch. */
  public static FetchResponse fetch(byte[] bytes, ResponseInfo info) {
    return FETCH.parse(new Known(bytes)).apply(info);
  }

  /** Decodes the response of a query. */
  public static QueryResponse query(byte[] bytes, ResponseInfo info) {
    return QUERY.parse(new Known(bytes)).apply(info);
  }

  /** A message of known length, like those that gRPC passes to the codec. */
  private static final class Known extends ByteArrayInputStream implements KnownLength {
    Known(byte[] bytes) {
      super(bytes);
    }
  }
}
