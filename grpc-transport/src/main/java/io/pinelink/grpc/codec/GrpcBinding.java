package io.pinelink.grpc.codec;

import io.grpc.MethodDescriptor;
import io.pinelink.grpc.codec.IncomingMarshaller.Decoder;
import io.pinelink.model.ResponseInfo;
import io.pinelink.spi.Operation;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The gRPC encoding of one operation.
 *
 * @param <P> the request message
 * @param <S> the response message
 * @param method its path and marshallers; a hot operation may have marshallers of its own
 * @param encode from model and namespace to message
 * @param decode from message to model
 * @param ownDecoder the decoder for the response to one request, where requests may ask for another
 *     one than the decoder of the method; null if they cannot
 */
public record GrpcBinding<Q, R, P, S>(
    Operation<Q, R> operation,
    MethodDescriptor<P, S> method,
    BiFunction<Q, String, P> encode,
    BiFunction<S, ResponseInfo, R> decode,
    @Nullable OwnDecoder<Q, S> ownDecoder) {
  /** A choice of the decoder for the response to one request. */
  @FunctionalInterface
  interface OwnDecoder<Q, S> {
    /** Returns the decoder; null for the decoder of the method. */
    @Nullable Decoder<S> of(Q request);
  }

  /** Creates the row of an operation whose responses are all decoded in the same way. */
  GrpcBinding(
      Operation<Q, R> operation,
      MethodDescriptor<P, S> method,
      BiFunction<Q, String, P> encode,
      BiFunction<S, ResponseInfo, R> decode) {
    this(operation, method, encode, decode, null);
  }

  /** Returns the method for one call, whose marshaller may be used for the call only. */
  public MethodDescriptor<P, S> methodFor(Q request) {
    Decoder<S> own = ownDecoder == null ? null : ownDecoder.of(request);
    return own == null
        ? method
        : method.toBuilder(method.getRequestMarshaller(), new IncomingMarshaller<>(own)).build();
  }
}
