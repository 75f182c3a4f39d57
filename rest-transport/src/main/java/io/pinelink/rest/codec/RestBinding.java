package io.pinelink.rest.codec;

import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.DenseColumns;
import io.pinelink.model.EmptyResponse;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.VectorBuffer;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.MalformedJsonException;
import io.pinelink.spi.Operation;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The REST encoding of one operation: from the model to an HTTP request, and from an HTTP response
 * to the result.
 *
 * @param splitter the requests to send in turn; one for nearly every operation
 * @param ownDecoder the decoder for the response to one request, where requests may ask for another
 *     one than {@code decoder}; null if they cannot
 * @param joiner the result of two consecutive responses
 */
public record RestBinding<Q, R>(
    Operation<Q, R> operation,
    Splitter<Q> splitter,
    VersionedEncoder<Q> encoder,
    Decoder<R> decoder,
    @Nullable OwnDecoder<Q, R> ownDecoder,
    BinaryOperator<R> joiner) {
  /** Creates the row of an operation that is always one HTTP request. */
  RestBinding(Operation<Q, R> operation, Encoder<Q> encoder, Decoder<R> decoder) {
    this(operation, encoder, decoder, null);
  }

  /** Creates the row of an operation whose HTTP request depends on the API version. */
  RestBinding(Operation<Q, R> operation, VersionedEncoder<Q> encoder, Decoder<R> decoder) {
    this(operation, one(), encoder, decoder, null, never(operation));
  }

  /** Creates the row of an operation that is always one HTTP request. */
  RestBinding(
      Operation<Q, R> operation,
      Encoder<Q> encoder,
      Decoder<R> decoder,
      @Nullable OwnDecoder<Q, R> ownDecoder) {
    this(
        operation,
        one(),
        (request, namespace, version) -> encoder.encode(request, namespace),
        decoder,
        ownDecoder,
        never(operation));
  }

  private static <Q> Splitter<Q> one() {
    return (request, namespace) -> List.of(request);
  }

  private static <R> BinaryOperator<R> never(Operation<?, R> operation) {
    return (first, second) -> {
      throw new IllegalStateException(operation + " is never split");
    };
  }

  /** Creates the row of an operation that does not depend on a namespace. */
  public RestBinding(
      Operation<Q, R> operation, Function<Q, RestRequest> encoder, Decoder<R> decoder) {
    this(operation, (request, namespace) -> encoder.apply(request), decoder);
  }

  /**
   * Returns the decoder of the response to a request. It rejects a response that does not match the
   * request: such a response belongs to another call, so its connection must be closed.
   */
  public Decoder<R> decoder(Q request) {
    Decoder<R> own = ownDecoder == null ? null : ownDecoder.of(request);
    Decoder<R> used = own == null ? decoder : own;
    return (json, info) -> {
      R answer = used.decode(json, info);
      String mismatch = operation.mismatch(request, answer);
      if (mismatch != null) {
        throw new MalformedJsonException(mismatch);
      }
      return answer;
    };
  }

  /** Decodes the response of an operation that returns nothing. */
  public static EmptyResponse empty(JsonReader json, ResponseInfo info) {
    return new VectorResponses.EmptyResult(info);
  }

  /** A conversion from the model's request to at least one request that fits in an HTTP request. */
  @FunctionalInterface
  public interface Splitter<Q> {
    List<Q> split(Q request, String namespace);
  }

  /** A conversion from the model's request to an HTTP request. */
  @FunctionalInterface
  public interface Encoder<Q> {
    RestRequest encode(Q request, String namespace);
  }

  /** A conversion from the model's request to an HTTP request in the form of an API version. */
  @FunctionalInterface
  public interface VersionedEncoder<Q> {
    RestRequest encode(Q request, String namespace, String version);
  }

  /**
   * A conversion from the body of a successful response to the model's response. If an operation
   * has no response body, the decoder does not use the reader: any body is skipped.
   */
  @FunctionalInterface
  public interface Decoder<R> {
    R decode(JsonReader json, ResponseInfo info) throws IOException;
  }

  /** A choice of the decoder for the response to one request. */
  @FunctionalInterface
  public interface OwnDecoder<Q, R> {
    /** Returns the decoder; null for the decoder of the row. */
    @Nullable Decoder<R> of(Q request);
  }

  /** A conversion like {@link Decoder}, with the dense values in one array. */
  @FunctionalInterface
  interface ColumnsDecoder<R> {
    R decode(JsonReader json, ResponseInfo info, DenseColumns.Builder columns) throws IOException;
  }

  /**
   * Returns a decoder into the array of a buffer; null if there is no buffer.
   *
   * @param rows the number of rows that the response probably has
   */
  static <R> @Nullable Decoder<R> into(
      Optional<VectorBuffer> buffer, int rows, ColumnsDecoder<R> decoder) {
    VectorBuffer into = buffer.orElse(null);
    return into == null
        ? null
        : (json, info) ->
            decoder.decode(json, info, new DenseColumns.Builder(into, rows, json.maxFloats()));
  }
}
