package io.pinelink.grpc.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import io.pinelink.internal.response.ReportedCount;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.DenseColumns;
import io.pinelink.model.FetchByMetadataResponse;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.Match;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.Vector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The conversions from the wire directly to the models that contain vectors. The headers and
 * trailers of a response follow its message, so they are added at the end. Until then nothing keeps
 * a reference to the message's buffer, which another message may be using by then.
 */
public final class VectorDecoder {
  /** Ten times the maximum of the API. Empty matches take far more memory than their bytes. */
  private static final int MAX_MATCHES = 100_000;

  private VectorDecoder() {}

  public static Function<ResponseInfo, QueryResponse> query(MessageReader in)
      throws InvalidProtocolBufferException {
    return query(in, null);
  }

  /**
   * Reads the response to a query.
   *
   * @param columns receives the dense values; null if each match has an array of its own
   */
  public static Function<ResponseInfo, QueryResponse> query(
      MessageReader in, DenseColumns.@Nullable Builder columns)
      throws InvalidProtocolBufferException {
    VectorReader vectors = new VectorReader(in, columns);
    Envelope envelope = new Envelope(in);
    List<Match> matches = new ArrayList<>();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 2 << WireType.BITS | WireType.BYTES -> {
          if (matches.size() == MAX_MATCHES) {
            throw new InvalidProtocolBufferException("more than " + MAX_MATCHES + " matches");
          }
          matches.add(vectors.match());
        }
        case 3 << WireType.BITS | WireType.BYTES -> envelope.namespace = in.text();
        case 4 << WireType.BITS | WireType.BYTES -> envelope.usage();
        default -> in.skip(tag);
      }
    }
    String namespace = envelope.namespace;
    OptionalLong readUnits = envelope.readUnits;
    OptionalLong egressBytes = envelope.egressBytes;
    Optional<DenseColumns> read =
        columns == null ? Optional.empty() : Optional.of(columns.ofMatches(matches));
    return info ->
        new VectorResponses.QueryResult(matches, namespace, readUnits, egressBytes, read, info);
  }

  public static Function<ResponseInfo, FetchResponse> fetch(MessageReader in)
      throws InvalidProtocolBufferException {
    return fetch(in, null);
  }

  /** Reads the response to a fetch, like {@link #query(MessageReader, DenseColumns.Builder)}. */
  public static Function<ResponseInfo, FetchResponse> fetch(
      MessageReader in, DenseColumns.@Nullable Builder columns)
      throws InvalidProtocolBufferException {
    FetchReader fetched = new FetchReader(in, columns);
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      fetched.field(tag);
    }
    Map<String, Vector> vectors = fetched.vectors;
    String namespace = fetched.envelope.namespace;
    OptionalLong readUnits = fetched.envelope.readUnits;
    OptionalLong egressBytes = fetched.envelope.egressBytes;
    Optional<DenseColumns> read =
        columns == null ? Optional.empty() : Optional.of(columns.ofVectors(vectors));
    return info ->
        new VectorResponses.FetchResult(vectors, namespace, readUnits, egressBytes, read, info);
  }

  static Function<ResponseInfo, FetchByMetadataResponse> fetchByMetadata(MessageReader in)
      throws InvalidProtocolBufferException {
    return fetchByMetadata(in, null);
  }

  static Function<ResponseInfo, FetchByMetadataResponse> fetchByMetadata(
      MessageReader in, DenseColumns.@Nullable Builder columns)
      throws InvalidProtocolBufferException {
    FetchReader fetched = new FetchReader(in, columns);
    Envelope envelope = fetched.envelope;
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      if (tag == (4 << WireType.BITS | WireType.BYTES)) {
        envelope.pagination();
      } else {
        fetched.field(tag);
      }
    }
    List<Vector> vectors = List.copyOf(fetched.vectors.values());
    Optional<String> nextToken = Optional.of(envelope.nextToken);
    String namespace = envelope.namespace;
    OptionalLong readUnits = envelope.readUnits;
    OptionalLong egressBytes = envelope.egressBytes;
    Optional<DenseColumns> read =
        columns == null ? Optional.empty() : Optional.of(columns.ofVectors(vectors));
    return info ->
        new VectorResponses.FetchByMetadataResult(
            vectors, nextToken, namespace, readUnits, egressBytes, read, info);
  }

  /** The common part of the responses to both kinds of fetch. */
  private static final class FetchReader {
    private final MessageReader in;
    private final VectorReader reader;
    private final Envelope envelope;
    private final Map<String, Vector> vectors = new LinkedHashMap<>();

    FetchReader(MessageReader in, DenseColumns.@Nullable Builder columns) {
      this.in = in;
      this.reader = new VectorReader(in, columns);
      this.envelope = new Envelope(in);
    }

    void field(int tag) throws InvalidProtocolBufferException {
      switch (tag) {
        case 1 << WireType.BITS | WireType.BYTES -> entry();
        case 2 << WireType.BITS | WireType.BYTES -> envelope.namespace = in.text();
        case 3 << WireType.BITS | WireType.BYTES -> envelope.usage();
        default -> in.skip(tag);
      }
    }

    private void entry() throws InvalidProtocolBufferException {
      String id = "";
      reader.clear();
      int outer = in.enter();
      for (int tag = in.tag(); tag != 0; tag = in.tag()) {
        switch (tag) {
          case 1 << WireType.BITS | WireType.BYTES -> id = in.text();
          case 2 << WireType.BITS | WireType.BYTES -> reader.read();
          default -> in.skip(tag);
        }
      }
      in.leave(outer);
      vectors.put(id, reader.take());
    }
  }

  /** The fields beside the vectors; counts are unsigned 32-bit on the wire. */
  private static final class Envelope {
    private final MessageReader in;
    private String namespace = "";
    private OptionalLong readUnits = OptionalLong.empty();
    private OptionalLong egressBytes = OptionalLong.empty();
    private String nextToken = "";

    Envelope(MessageReader in) {
      this.in = in;
    }

    void usage() throws InvalidProtocolBufferException {
      int outer = in.enter();
      for (int tag = in.tag(); tag != 0; tag = in.tag()) {
        switch (tag) {
          case 1 << WireType.BITS | WireType.VARINT ->
              readUnits = ReportedCount.of(Integer.toUnsignedLong(in.varint32()));
          case 2 << WireType.BITS | WireType.VARINT ->
              egressBytes = OptionalLong.of(Integer.toUnsignedLong(in.varint32()));
          default -> in.skip(tag);
        }
      }
      in.leave(outer);
    }

    void pagination() throws InvalidProtocolBufferException {
      int outer = in.enter();
      for (int tag = in.tag(); tag != 0; tag = in.tag()) {
        if (tag == (1 << WireType.BITS | WireType.BYTES)) {
          nextToken = in.text();
        } else {
          in.skip(tag);
        }
      }
      in.leave(outer);
    }
  }
}
