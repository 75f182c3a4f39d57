/**
 * The vector operations in protobuf: requests are written, and responses read, straight from and
 * into the model, without generated classes where it pays. {@code GrpcBindings} has a row for each
 * operation.
 */
@NullMarked
package io.pinelink.grpc.codec;

import org.jspecify.annotations.NullMarked;
