/**
 * The protobuf encoding of the vector operations. Where it pays, requests are written directly from
 * the model and responses read directly into it, without generated classes. {@code GrpcBindings}
 * has a row for each operation.
 */
@NullMarked
package io.pinelink.grpc.codec;

import org.jspecify.annotations.NullMarked;
