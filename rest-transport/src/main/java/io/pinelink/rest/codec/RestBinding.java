package io.pinelink.rest.codec;

import io.pinelink.model.ResponseInfo;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.MalformedJsonException;
import io.pinelink.spi.Operation;
import java.io.IOException;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * One row: how an operation becomes an HTTP request, and an HTTP response its result.
 *
 * @param splitter what to send in turn; one request for nearly every operation
 * @param joiner what two answers in turn mean together
 */
public record RestBinding<Q, R>(
    Operation<Q, R> operation,
    Splitter<Q> splitter,
    Encoder<Q> encoder,
    Decoder<R> decoder,
    BinaryOperator<R> joiner) {
  /** A row of an operation that always is one HTTP request. */
  RestBinding(Operation<Q, R> operation, Encoder<Q> encoder, Decoder<R> decoder) {
    this(
        operation,
        (request, namespace) -> List.of(request),
        encoder,
        decoder,
        (first, second) -> {
          throw new IllegalStateException(operation + " came in parts");
        });
  }

  /** A row of an operation that no namespace concerns. */
  RestBinding(Operation<Q, R> operation, Function<Q, RestRequest> encoder, Decoder<R> decoder) {
    this(operation, (request, namespace) -> encoder.apply(request), decoder);
  }

  /**
   * Returns the decoder of the answer to a request, which refuses an answer that is not about what
   * was asked. Such an answer belongs to another call, so that its connection must be closed.
   */
  public Decoder<R> decoder(Q request) {
    return (json, info) -> {
      R answer = decoder.decode(json, info);
      String mismatch = operation.mismatch(request, answer);
      if (mismatch != null) {
        throw new MalformedJsonException(mismatch);
      }
      return answer;
    };
  }

  /** The model's request as those that one HTTP request each can carry, at least one. */
  @FunctionalInterface
  public interface Splitter<Q> {
    List<Q> split(Q request, String namespace);
  }

  /** The model's request as an HTTP request. */
  @FunctionalInterface
  public interface Encoder<Q> {
    RestRequest encode(Q request, String namespace);
  }

  /**
   * The body of a successful response as the model's response. Where an operation promises no body,
   * it leaves the reader alone: whatever is there, or nothing, is passed over.
   */
  @FunctionalInterface
  public interface Decoder<R> {
    R decode(JsonReader json, ResponseInfo info) throws IOException;
  }
}
