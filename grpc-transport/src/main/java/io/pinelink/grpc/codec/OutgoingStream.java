package io.pinelink.grpc.codec;

import io.grpc.Drainable;
import io.grpc.KnownLength;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A request as a stream for gRPC. Over a network, gRPC requests the length and drains the stream
 * into its own buffers. For other readers, such as a server in the same process, all bytes are
 * produced at once.
 */
final class OutgoingStream extends InputStream implements KnownLength, Drainable {
  private @Nullable OutgoingMessage message;
  private InputStream bytes = InputStream.nullInputStream();

  OutgoingStream(OutgoingMessage message) {
    this.message = message;
  }

  @Override
  public int available() throws IOException {
    if (message == null) {
      return bytes.available();
    }
    MessageBuffer.expect(message.length());
    return message.length();
  }

  @Override
  public int drainTo(OutputStream target) throws IOException {
    if (message == null) {
      return (int) bytes.transferTo(target);
    }
    OutgoingMessage whole = message;
    message = null;
    whole.writeTo(target);
    return whole.length();
  }

  /** Ends the message; gRPC calls this also if it could not drain it. */
  @Override
  public void close() {
    MessageBuffer.forget();
  }

  @Override
  public int read() throws IOException {
    return bytes().read();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return bytes().read(target, offset, length);
  }

  private InputStream bytes() throws IOException {
    if (message != null) {
      ByteArrayOutputStream all = new ByteArrayOutputStream(message.length());
      drainTo(all);
      bytes = new ByteArrayInputStream(all.toByteArray());
    }
    return bytes;
  }
}
