package io.pinelink.cli.output;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Standard input, in which an interrupt ends a read. {@code System.in} continues to wait, so that a
 * command would not react to Ctrl-C until the other program writes something.
 */
public final class InterruptibleInput extends InputStream {
  private final FileInputStream stream = new FileInputStream(FileDescriptor.in);
  private final FileChannel channel = stream.getChannel();

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    return length == 0 ? 0 : channel.read(ByteBuffer.wrap(into, offset, length));
  }

  @Override
  public int available() throws IOException {
    return stream.available();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
