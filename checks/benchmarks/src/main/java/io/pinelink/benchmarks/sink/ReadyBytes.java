package io.pinelink.benchmarks.sink;

import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** A marshaller of prepared bytes that skips what it receives unread. */
public final class ReadyBytes implements MethodDescriptor.Marshaller<byte[]> {
  private static final byte[] UNREAD = {};

  private ReadyBytes() {}

  /** Returns a unary method with such messages. */
  public static MethodDescriptor<byte[], byte[]> method(String name) {
    ReadyBytes marshaller = new ReadyBytes();
    return MethodDescriptor.newBuilder(marshaller, marshaller)
        .setType(MethodDescriptor.MethodType.UNARY)
        .setFullMethodName(name)
        .build();
  }

  @Override
  public InputStream stream(byte[] bytes) {
    return new Ready(bytes);
  }

  @Override
  public byte[] parse(InputStream stream) {
    try {
      stream.skipNBytes(stream.available());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return UNREAD;
  }

  private static final class Ready extends ByteArrayInputStream implements KnownLength, Drainable {
    Ready(byte[] bytes) {
      super(bytes);
    }

    @Override
    public int drainTo(OutputStream out) throws IOException {
      int length = available();
      out.write(buf, pos, length);
      pos = count;
      return length;
    }
  }
}
