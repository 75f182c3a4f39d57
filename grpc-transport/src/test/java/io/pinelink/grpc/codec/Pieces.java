package io.pinelink.grpc.codec;

import io.grpc.KnownLength;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.SplittableRandom;

/**
 * A message in several buffers that end anywhere: a read returns the rest of one buffer. gRPC knows
 * the length of a message, except of one that it has to decompress.
 */
class Pieces extends InputStream {
  private final ByteArrayInputStream bytes;
  private final SplittableRandom random;
  private final int longest;
  private int left;

  private Pieces(byte[] bytes, SplittableRandom random) {
    this.bytes = new ByteArrayInputStream(bytes);
    this.random = random;
    this.longest = random.nextInt(1, 40);
  }

  static InputStream of(byte[] bytes, SplittableRandom random) {
    return random.nextBoolean() ? new Pieces(bytes, random) : new Known(bytes, random);
  }

  @Override
  public int read() {
    return bytes.read();
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (left == 0) {
      left = random.nextInt(1, longest + 1);
    }
    int read = bytes.read(target, offset, Math.min(length, left));
    left -= Math.max(0, read);
    return read;
  }

  private static final class Known extends Pieces implements KnownLength {
    Known(byte[] bytes, SplittableRandom random) {
      super(bytes, random);
    }

    @Override
    public int available() {
      return super.bytes.available();
    }
  }
}
