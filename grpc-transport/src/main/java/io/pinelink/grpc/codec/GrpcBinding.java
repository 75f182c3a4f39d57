package io.pinelink.grpc.codec;

import io.grpc.MethodDescriptor;
import io.pinelink.model.ResponseInfo;
import io.pinelink.spi.Operation;
import java.util.function.BiFunction;

/**
 * The gRPC encoding of one operation.
 *
 * @param <P> the request message
 * @param <S> the response message
 * @param method its path and marshallers; a hot operation may have marshallers of its own
 * @param encode from model and namespace to message
 * @param decode from message to model
 */
public record GrpcBinding<Q, R, P, S>(
    Operation<Q, R> operation,
    MethodDescriptor<P, S> method,
    BiFunction<Q, String, P> encode,
    BiFunction<S, ResponseInfo, R> decode) {}
