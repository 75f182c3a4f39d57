package io.pinelink.grpc.codec;

import io.grpc.MethodDescriptor.Marshaller;
import java.io.InputStream;

/** A marshaller that passes requests to gRPC. */
public final class OutgoingMarshaller implements Marshaller<OutgoingMessage> {
  @Override
  public InputStream stream(OutgoingMessage message) {
    return new OutgoingStream(message);
  }

  @Override
  public OutgoingMessage parse(InputStream stream) {
    throw new UnsupportedOperationException("requests are never received");
  }
}
